package dev.warmer.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a socket receives, for a context that is not an event loop and requests one read at a time. The event loop stops
 * reading when a second buffer arrives for one request. With {@link NetSocket#handler}, the end of the input would overtake
 * buffers that Vert.x holds back while the context is busy, and Vert.x would read on afterwards, requested or not.
 */
public final class RequestedInput {
    /** Follows everything that is read through the pipeline and through Vert.x. */
    private static final Object END = new Object();

    private final Channel channel;
    private final AtomicBoolean requested = new AtomicBoolean();

    /**
     * To be created in the connect handler, on the socket's context, which runs the handlers, and after the close handler
     * is set.
     *
     * @param read receives what is read
     * @param end runs when the peer has closed its side and all of it was read; may run twice
     */
    public RequestedInput(NetSocket socket, Handler<Buffer> read, Runnable end) {
        channel = TcpChannel.channel(socket);
        socket.handler(read); // for what was read together with the end of the TLS handshake
        ((NetSocketInternal) socket).messageHandler(message -> {
            if (message == END) {
                end.run();
            } else {
                read.handle(BufferInternal.safeBuffer((ByteBuf) message));
            }
        });
        new TcpChannel(socket).inputEndHandler(() -> channel.eventLoop().execute(this::passEnd));
        Context context = Vertx.currentContext();
        channel.eventLoop().execute(() -> begin(() -> context.runOnContext(closed -> end.run())));
    }

    /** The connection may have ended before its connect handler ran. */
    private void begin(Runnable end) {
        if (!channel.isActive()) {
            end.run();
            return;
        }
        channel.pipeline().addBefore(TcpChannel.VERTX_HANDLER, null, new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                pauseUnlessRequested();
                context.fireChannelRead(message);
            }
        });
        if (TcpChannel.isInputEnded(channel)) {
            passEnd();
        }
    }

    private void pauseUnlessRequested() {
        if (!requested.getAndSet(false)) {
            channel.config().setAutoRead(false);
            if (requested.get()) { // meanwhile
                channel.config().setAutoRead(true);
            }
        }
    }

    private void passEnd() {
        channel.pipeline().fireChannelRead(END).fireChannelReadComplete();
    }

    /** Requests another buffer, or the end. */
    public void request() {
        requested.set(true);
        if (!channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
    }
}
