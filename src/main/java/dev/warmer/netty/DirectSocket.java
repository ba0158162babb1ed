package dev.warmer.netty;

import dev.warmer.connection.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.DecoderException;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.NetSocket;

/**
 * An accepted socket without its {@link NetSocket}: reads go to the handler in an array of the event loop, and writes go
 * through a {@link DirectWriter}. Vert.x still accepts it, does TLS, and closes it with its server.
 *
 * <p>For use on the socket's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures reach the handler
final class DirectSocket extends ChannelInboundHandlerAdapter {
    /** Handler for the events of a socket. */
    interface Handler {
        /** The first {@code length} bytes were read. The array is the handler's until the call returns. */
        void read(byte[] bytes, int length);

        /** The peer has taken enough of what waited for it, so that reading goes on. */
        void writable();

        /** The peer has closed its side, and everything it sent was read. Ours stays open. */
        void inputEnded();

        /** The socket or the handler failed; the socket is closed then. May be called within a call to the socket. */
        void failed(Throwable cause);

        /** The socket is closed. */
        void closed();
    }

    private final EventLoopBuffers buffers;
    private final Channel channel;
    private final Handler handler;
    private ChannelHandlerContext context;
    private DirectWriter writer;
    private boolean reading;

    private DirectSocket(Channel channel, EventLoopBuffers buffers, Handler handler) {
        this.channel = channel;
        this.buffers = buffers;
        this.handler = handler;
    }

    /**
     * {@return the socket beneath {@code socket}, which must not be used any more} To be called in the connect handler.
     */
    static DirectSocket install(NetSocket socket, EventLoopBuffers buffers, Handler handler) {
        Channel channel = TcpChannel.channel(socket);
        DirectSocket direct = new DirectSocket(channel, buffers, handler);
        direct.configure(channel.config());
        channel.pipeline().replace(TcpChannel.VERTX_HANDLER, TcpChannel.VERTX_HANDLER, direct);
        channel.closeFuture().addListener(closed -> handler.closed());
        return direct;
    }

    private void configure(ChannelConfig config) {
        config.setRecvByteBufAllocator(buffers.receiveAllocator(channel));
        config.setWriteBufferWaterMark(new WriteBufferWaterMark(Limits.MAX_UNSENT_BYTES / 2, Limits.MAX_UNSENT_BYTES));
    }

    /**
     * Writes the first {@code length} bytes, and keeps no reference to them. What is not sent at once during a read is
     * sent at its end.
     */
    void write(byte[] bytes, int length) {
        if (reading) {
            writer.write(bytes, length, context.voidPromise());
        } else {
            // Before the socket is set up, a failure without a promise would be logged by Netty, with a stack trace.
            writer.write(bytes, length, context.newPromise());
            writer.flush();
        }
    }

    /** {@return how many bytes wait for the peer, about} */
    long pendingBytes() {
        return TcpChannel.pendingBytes(channel);
    }

    /** Closes our side once everything is sent, and then runs {@code done}, unless the connection fails before. */
    void shutdownOutput(Runnable done) {
        // Netty drops what is not flushed when it shuts the output down: wait for an empty write behind it.
        context.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(flushed -> TcpChannel.shutdownOutput(channel).addListener(shutdown -> {
                    if (shutdown.isSuccess()) {
                        done.run();
                    } else {
                        channel.close();
                    }
                }));
    }

    /** Closes the socket once everything is sent. */
    void close() {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Closes the socket at once and drops what is unsent. */
    void reset() {
        TcpChannel.reset(channel);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        writer = new DirectWriter(added, buffers, this::fail);
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
                handler.read(input, length);
            }
        } finally {
            reading = false;
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ignored) {
        if (writer.hasWritten()) {
            writer.flush();
        } else {
            QuickAck.send(channel);
        }
    }

    /** Stops reading while the peer does not take its replies. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ignored) {
        channel.config().setAutoRead(channel.isWritable());
        if (channel.isWritable()) {
            handler.writable();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ignored, Object event) {
        if (TcpChannel.isInputEnd(event)) {
            handler.inputEnded();
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    @SuppressWarnings("deprecation") // deprecated for outbound events only
    public void exceptionCaught(ChannelHandlerContext ignored, Throwable cause) {
        fail(cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause);
    }

    private void fail(Throwable cause) {
        try {
            handler.failed(cause);
        } finally {
            close();
        }
    }
}
