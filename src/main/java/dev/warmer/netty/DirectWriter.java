package dev.warmer.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.epoll.AbstractEpollStreamChannel;
import io.netty.channel.unix.Socket;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Writes to the file descriptor where it can, since Netty's pooled buffer, queue and promise cost as much as the rest of
 * a reply. What the kernel does not take at once goes to Netty's queue, and so does everything else until the queue is
 * empty again. With TLS, and on other transports than epoll (the sockets of io_uring would block), everything goes there.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures reach the handler
final class DirectWriter {
    private final ChannelHandlerContext context;
    private final EventLoopBuffers buffers;
    private final Consumer<IOException> failed;
    /** The file descriptor, or null where Netty has to write. */
    private final Socket socket;

    private boolean written;
    private boolean queued;

    /**
     * @param context the context of the handler that writes
     * @param failed called when a write fails, within the call that writes
     */
    DirectWriter(ChannelHandlerContext context, EventLoopBuffers buffers, Consumer<IOException> failed) {
        this.context = context;
        this.buffers = buffers;
        this.failed = failed;
        socket = isPlain(context.channel()) ? (Socket) ((AbstractEpollStreamChannel) context.channel()).fd() : null;
    }

    private static boolean isPlain(Channel channel) {
        return channel instanceof AbstractEpollStreamChannel
                && channel.pipeline().get(SslHandler.class) == null;
    }

    /**
     * Sends the first {@code length} bytes, or queues them until {@link #flush}.
     *
     * @param promise notified if a queued write fails
     */
    void write(byte[] bytes, int length, ChannelPromise promise) {
        written = true;
        try {
            int taken = canSend() ? buffers.send(socket, bytes, length) : 0;
            if (taken < length) {
                queued = true;
                int rest = length - taken;
                context.write(context.alloc().ioBuffer(rest).writeBytes(bytes, taken, rest), promise);
            }
        } catch (IOException e) {
            context.channel().close(); // first, so that no listener can write again
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

    /** {@return whether anything was written since the last call} */
    boolean hasWritten() {
        boolean was = written;
        written = false;
        return was;
    }
}
