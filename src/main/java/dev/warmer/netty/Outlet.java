package dev.warmer.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Sends what a socket is given. Where it can, with one system call and nothing else: a pooled buffer, Netty's queue and
 * its promise cost as much as all the rest of a reply. What the kernel does not take at once goes to that queue, and so
 * does all else until the queue is empty again. Over TLS, and on other transports than epoll, everything does:
 * io_uring's sockets would have the caller wait.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what comes of writing shows in the handler, which hears of failures
final class Outlet {
    private final ChannelHandlerContext context;
    private final SendBuffer output;
    private final Consumer<IOException> failed;
    /** The system's own, or null where it must be left to Netty. */
    private final Socket socket;

    private boolean written;
    private boolean queued;

    /**
     * @param context of the handler that uses it
     * @param output of the event loop
     * @param failed hears of it when the system cannot send, in the call that wanted it sent
     */
    Outlet(ChannelHandlerContext context, SendBuffer output, Consumer<IOException> failed) {
        this.context = context;
        this.output = output;
        this.failed = failed;
        socket = isPlain(context.channel()) ? (Socket) ((EpollSocketChannel) context.channel()).fd() : null;
    }

    private static boolean isPlain(Channel channel) {
        return channel instanceof EpollSocketChannel && channel.pipeline().get(SslHandler.class) == null;
    }

    /**
     * Sends the first {@code length} of the bytes, or queues them until {@link #flush}.
     *
     * @param promise who hears of a failure of what is queued
     */
    void write(byte[] bytes, int length, ChannelPromise promise) {
        written = true;
        try {
            int taken = canSend() ? output.send(socket, bytes, length) : 0;
            if (taken < length) {
                queued = true;
                int rest = length - taken;
                context.write(context.alloc().ioBuffer(rest).writeBytes(bytes, taken, rest), promise);
            }
        } catch (IOException e) {
            context.channel().close(); // first, so that nobody who hears of it can try again
            failed.accept(e);
        }
    }

    private boolean canSend() {
        ChannelOutboundBuffer queue = context.channel().unsafe().outboundBuffer();
        return socket != null && queue != null && queue.totalPendingWriteBytes() == 0 && socket.isOpen();
    }

    /** Has Netty send what is queued. */
    void flush() {
        if (queued) {
            queued = false;
            context.flush();
        }
    }

    /** {@return whether anything was written since this was last asked} */
    boolean hasWritten() {
        boolean was = written;
        written = false;
        return was;
    }
}
