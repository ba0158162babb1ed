package dev.warmer.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
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
    private final ByteBuffer output;
    private final Consumer<IOException> failed;
    /** The system's own, or null where it must be left to Netty. */
    private final Socket socket;

    private boolean sent;
    private boolean queued;

    /**
     * @param context of the handler that uses it
     * @param output of the event loop; empty between two of its turns
     * @param failed hears of it when the system cannot send, in the call that wanted it sent
     */
    Outlet(ChannelHandlerContext context, ByteBuffer output, Consumer<IOException> failed) {
        this.context = context;
        this.output = output;
        this.failed = failed;
        socket = isPlain(context.channel()) ? (Socket) ((EpollSocketChannel) context.channel()).fd() : null;
    }

    private static boolean isPlain(Channel channel) {
        return channel instanceof EpollSocketChannel && channel.pipeline().get(SslHandler.class) == null;
    }

    /** A turn begins: nothing that another socket may have left behind, failing, is for this one's peer. */
    void begin() {
        output.clear();
    }

    /** Keeps the bytes until {@link #send}, or until there is no more room. */
    void put(byte[] bytes) {
        int from = 0;
        while (from < bytes.length) {
            if (!output.hasRemaining()) {
                send(context.newPromise());
            }
            int length = Math.min(bytes.length - from, output.remaining());
            output.put(bytes, from, length);
            from += length;
        }
    }

    /**
     * Sends what was put, or queues it until {@link #flush}.
     *
     * @param promise who hears of a failure of what is queued
     */
    void send(ChannelPromise promise) {
        if (output.position() > 0) {
            sent = true;
            try {
                queue(take(), promise);
            } catch (IOException e) {
                context.channel().close(); // first, so that nobody who hears of it can try again
                failed.accept(e);
            }
        }
    }

    /** Leaves nothing behind, since whoever hears of this may have more to say. {@return what the kernel did not take} */
    private ByteBuf take() throws IOException {
        try {
            output.flip();
            sendAtOnce();
            return output.hasRemaining()
                    ? context.alloc().ioBuffer(output.remaining()).writeBytes(output)
                    : Unpooled.EMPTY_BUFFER;
        } finally {
            output.clear();
        }
    }

    private void sendAtOnce() throws IOException {
        ChannelOutboundBuffer queue = context.channel().unsafe().outboundBuffer();
        if (socket != null && queue != null && queue.totalPendingWriteBytes() == 0 && socket.isOpen()) {
            output.position(socket.send(output, 0, output.limit()));
        }
    }

    private void queue(ByteBuf rest, ChannelPromise promise) {
        if (rest.isReadable()) {
            queued = true;
            context.write(rest, promise);
        }
    }

    /** Has Netty send what is queued. */
    void flush() {
        if (queued) {
            queued = false;
            context.flush();
        }
    }

    /** {@return whether anything was sent since this was last asked} */
    boolean hasSent() {
        boolean was = sent;
        sent = false;
        return was;
    }
}
