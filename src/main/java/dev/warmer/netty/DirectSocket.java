package dev.warmer.netty;

import dev.warmer.connection.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.net.InetSocketAddress;

/**
 * The socket of a connection that a Vert.x server has accepted, without the {@link NetSocket} in between: what is read
 * goes to the user in an array of the event loop's, and what is written goes through an {@link Outlet}. Of the 7 KB that
 * a {@code NetSocket} keeps on the heap, most is a queue for writes from other threads; there are none here. Vert.x
 * still accepts, speaks TLS, counts the connection to its server and closes it with that. This, its helpers and
 * {@link HalfClose} are the places that reach below Vert.x.
 *
 * <p>Everything happens on the socket's event loop, and nothing may be called from elsewhere.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // what comes of writing and closing shows in failed() and to the close handler
public final class DirectSocket extends ChannelInboundHandlerAdapter {
    /** Who is told what happens. */
    public interface User {
        /** The first {@code length} of the bytes were read. The array is the user's until the call returns. */
        void read(byte[] bytes, int length);

        /** The peer has taken enough of what waited for it: {@link #isWritable()} again. */
        void drained();

        /** The peer has closed its writing side, and nothing that it sent is left. Ours stays open. */
        void inputEnded();

        /**
         * Something went wrong, in the network or in the user itself; the socket is closed then. May come in the midst
         * of a call that the user makes.
         */
        void failed(Throwable cause);
    }

    private static final String VERTX_HANDLER = "handler";
    /**
     * How often a flush may write before it waits for its next turn: as often as the peer takes some. When the peer has
     * closed its writing side, Netty's epoll does not find back to a socket that waits for its turn, and drops the rest.
     */
    private static final int WRITES = 1 << 20;

    private final LoopBuffers buffers;
    private final Channel channel;
    private ChannelHandlerContext context;
    private Outlet outlet;
    private User user;
    private boolean reading;

    private DirectSocket(Channel channel, LoopBuffers buffers) {
        this.channel = channel;
        this.buffers = buffers;
    }

    /**
     * {@return the socket under {@code socket}, which must not be used any more} To be called in the handler that is
     * told of the connection.
     *
     * @param buffers those of the event loop
     */
    public static DirectSocket under(NetSocket socket, LoopBuffers buffers) {
        return new DirectSocket(
                ((NetSocketInternal) socket).channelHandlerContext().channel(), buffers);
    }

    /** Tells {@code newcomer} what happens from here on; to be called once, right after {@link #under}. */
    public void start(User newcomer) {
        user = newcomer;
        configure(channel.config());
        channel.pipeline().replace(VERTX_HANDLER, VERTX_HANDLER, this);
    }

    /** The options of Vert.x know no half-closure, and have every read allocate all of the receive buffer. */
    private void configure(ChannelConfig config) {
        config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        config.setRecvByteBufAllocator(buffers.forReadsOf(channel));
        config.setWriteSpinCount(WRITES);
        try {
            config.setOption(ChannelOption.SO_RCVBUF, Limits.RECEIVE_BUFFER_BYTES);
        } catch (ChannelException gone) {
            // The socket is closed already, which its user is about to hear.
        }
    }

    /** Has {@code handler} called once the socket is closed, whoever closes it. */
    public void closeHandler(Runnable handler) {
        channel.closeFuture().addListener(closed -> handler.run());
    }

    /** {@return the peer's address, or null if it was gone before anybody could ask} */
    public InetSocketAddress remoteAddress() {
        return (InetSocketAddress) channel.remoteAddress();
    }

    /**
     * Writes the first {@code length} of the bytes, which are the caller's again then. What does not leave at once does
     * so when the read is over, if there is one.
     *
     * @param length more than 0
     */
    public void write(byte[] bytes, int length) {
        if (reading) {
            outlet.write(bytes, length, context.voidPromise());
        } else {
            // Before the socket is set up, a failure that nobody was promised would be Netty's to log, and not ours.
            outlet.write(bytes, length, context.newPromise());
            outlet.flush();
        }
    }

    /**
     * {@return whether the peer takes what is written, so that not too much waits for it} If not, nothing is read, but
     * for what is left in the kernel's buffer when the peer closes its writing side.
     */
    public boolean isWritable() {
        return channel.isWritable();
    }

    /** {@return about how many bytes wait for the peer; it only shrinks when the peer takes some, or the socket closes} */
    public long waiting() {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        return queue == null ? 0 : queue.totalPendingWriteBytes() - queue.currentProgress();
    }

    /**
     * Closes our writing side once all that was written is on its way.
     *
     * @param done called when the peer can see the end, or never if the connection fails before
     */
    public void shutdownOutput(Runnable done) {
        // Netty drops what is not yet flushed when it shuts the output down: wait for an empty write behind it.
        context.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(flushed -> HalfClose.shutdownOutput(channel).addListener(shutdown -> {
                    if (shutdown.isSuccess()) {
                        done.run();
                    } else {
                        channel.close();
                    }
                }));
    }

    /** Closes the socket once all that was written is on its way. */
    public void close() {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Closes the socket and drops what waits; the kernel drops its part, too. */
    public void reset() {
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException gone) {
            // Then nothing waits any more.
        }
        channel.close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        outlet = new Outlet(added, buffers.output, this::fail);
    }

    @Override
    public void channelRead(ChannelHandlerContext ignored, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        byte[] input = buffers.input;
        reading = true;
        try {
            while (bytes.isReadable()) {
                int length = Math.min(bytes.readableBytes(), input.length);
                bytes.readBytes(input, 0, length);
                user.read(input, length);
            }
        } finally {
            reading = false;
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ignored) {
        if (outlet.hasWritten()) {
            outlet.flush();
        } else {
            QuickAck.send(channel);
        }
    }

    /** A peer that does not take its replies is not listened to. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ignored) {
        channel.config().setAutoRead(channel.isWritable());
        if (channel.isWritable()) {
            user.drained();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ignored, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE || event == SslCloseCompletionEvent.SUCCESS) {
            user.inputEnded();
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    @SuppressWarnings("deprecation") // for outbound events it is; of inbound ones this is the end of the funnel
    public void exceptionCaught(ChannelHandlerContext ignored, Throwable cause) {
        fail(cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause);
    }

    private void fail(Throwable cause) {
        try {
            user.failed(cause);
        } finally {
            close();
        }
    }
}
