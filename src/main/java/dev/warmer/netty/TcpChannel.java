package dev.warmer.netty;

import dev.warmer.connection.Limits;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetSocketAddress;

/**
 * What TCP offers and {@link NetSocket} does not: the end of one direction while the other stays open, reads that stop at
 * once, immediate acknowledgements, and a reset. For use on the socket's context.
 *
 * <p>The end of a TLS stream is its alert {@code close_notify}. In TLS 1.3 it ends one direction, as here. In TLS 1.2 the
 * peer has to answer with its own at once, and what it has not sent yet is lost.
 */
public final class TcpChannel {
    /**
     * How often a flush may write before it waits for its next turn: as long as the peer takes some. When the peer has
     * closed its side, Netty's epoll transport does not return to a socket that waits for its turn, and drops the rest.
     */
    private static final int WRITES_PER_FLUSH = 1 << 20;

    /** The name of Vert.x's own handler in the pipeline. */
    static final String VERTX_HANDLER = "handler";

    private final NetSocketInternal socket;
    private final Channel channel;
    private boolean paused;
    private boolean onlyWhileWritable;

    /** Creates the channel beneath an accepted socket. */
    public TcpChannel(NetSocket socket) {
        this.socket = (NetSocketInternal) socket;
        channel = channel(socket);
    }

    /** Creates the channel beneath an HTTP connection, or beneath the WebSocket that it becomes. */
    public TcpChannel(HttpConnection connection) {
        socket = null; // there are no input handlers
        channel = ((ConnectionBase) connection).channel();
    }

    static Channel channel(NetSocket socket) {
        return ((NetSocketInternal) socket).channelHandlerContext().channel();
    }

    /** {@return the address of the peer: with the PROXY protocol the one in the header, once that is read} */
    static SocketAddress peer(Channel channel) {
        SocketAddress proxied =
                channel.attr(ConnectionBase.REMOTE_ADDRESS_OVERRIDE).get();
        if (proxied != null) {
            return proxied;
        }
        return channel.parent().localAddress() instanceof DomainSocketAddress server
                ? SocketAddress.domainSocketAddress(server.path())
                : SocketAddress.inetSocketAddress((InetSocketAddress) channel.remoteAddress());
    }

    /**
     * Bounds what is read at a time and what the kernel keeps for an accepted connection. To be called before its first
     * read, since the connect handler of a verticle on virtual threads may run after that.
     *
     * @param halfClosure whether our side stays open when the peer closes its own
     * @param autoRead whether to read before the connect handler has run
     */
    static void configure(Channel channel, boolean halfClosure, boolean autoRead) {
        ChannelConfig config = channel.config();
        config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, halfClosure);
        config.setAutoRead(autoRead);
        config.setRecvByteBufAllocator(
                new AdaptiveRecvByteBufAllocator(Limits.READ_BYTES / 4, Limits.READ_BYTES / 2, Limits.READ_BYTES));
        config.setWriteSpinCount(WRITES_PER_FLUSH);
        try {
            config.setOption(ChannelOption.SO_RCVBUF, Limits.RECEIVE_BUFFER_BYTES);
        } catch (ChannelException closed) {
            // Its handlers are about to learn that.
        }
    }

    /** With half-closure during its handshake, a TLS connection that the peer closes would stay open. */
    static void allowHalfClosureAfterHandshake(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.handshakeFuture().addListener(done -> {
                if (done.isSuccess()) {
                    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
                }
            });
        }
    }

    /**
     * Sets the handler for the end of the peer's stream, which runs on the socket's context once everything that the peer
     * sent was read. To be called in the connect handler.
     */
    public void inputEndHandler(Runnable handler) {
        // Takes the place of Vert.x's own handler, which starts the shutdown of the socket when the server is shut
        // down.
        socket.eventHandler(event -> {
            if (isInputEnd(event)) {
                handler.run();
            }
        });
    }

    static boolean isInputEnded(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return tls == null
                ? ((DuplexChannel) channel).isInputShutdown()
                : tls.engine().isInboundDone();
    }

    /** {@return whether the event is the end of the peer's stream, of TCP or TLS} */
    static boolean isInputEnd(Object event) {
        return event == ChannelInputShutdownEvent.INSTANCE || event == SslCloseCompletionEvent.SUCCESS;
    }

    /**
     * Stops reading at once, except that when the peer closes its side, what the kernel has received is read in any case.
     * {@link NetSocket#pause()} would go on for two dozen reads and keep them, and the end of the input would overtake
     * them.
     */
    public void pause() {
        paused = true;
        channel.config().setAutoRead(false);
    }

    /** Reads on. */
    public void resume() {
        paused = false;
        channel.config().setAutoRead(!onlyWhileWritable || channel.isWritable());
    }

    /** Has {@code action} run on the event loop when the channel is closed, whatever its protocol is then. */
    public void onClose(Runnable action) {
        channel.closeFuture().addListener(closed -> action.run());
    }

    /** {@return whether an exception of a channel says that what the peer sent is not of the protocol} */
    public static boolean isInvalidInput(Throwable exception) {
        return exception instanceof DecoderException;
    }

    /**
     * Turns an HTTP connection into one of a WebSocket: it is read only while the peer takes what is written, replies to
     * pings included, and has no idle timeout of its own.
     */
    public void readWhileWritable() {
        onlyWhileWritable = true;
        configure(channel, false, !paused && channel.isWritable());
        if (channel.pipeline().get(IdleStateHandler.class) != null) {
            channel.pipeline().remove(IdleStateHandler.class);
        }
        channel.pipeline().addFirst(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelWritabilityChanged(ChannelHandlerContext context) {
                channel.config().setAutoRead(!paused && channel.isWritable());
                context.fireChannelWritabilityChanged();
            }
        });
    }

    /** {@return whether the socket takes what is written; if not, {@link NetSocket} queues it above the channel} */
    public boolean isWritable() {
        return channel.isWritable();
    }

    /** {@return about how many bytes wait in the channel for the peer} */
    public long pendingBytes() {
        return pendingBytes(channel);
    }

    static long pendingBytes(Channel channel) {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        return queue == null ? 0 : queue.totalPendingWriteBytes() - queue.currentProgress();
    }

    /** Has the kernel acknowledge what was read, when there is no reply to do so. See {@link QuickAck}. */
    public void quickAck() {
        onEventLoop(() -> QuickAck.send(channel));
    }

    /**
     * Ends our own stream once everything written before is sent; the peer's stays open.
     *
     * @return completed when the peer can see the end
     */
    public static Future<Void> shutdownOutput(NetSocket socket) {
        Channel channel = channel(socket);
        // Behind everything in the queue that Vert.x has above the channel.
        return socket.write(Buffer.buffer()).compose(written -> {
            Promise<Void> done = Promise.promise();
            shutdownOutput(channel).addListener(shutdown -> {
                if (shutdown.isSuccess()) {
                    done.complete();
                } else {
                    done.fail(shutdown.cause());
                }
            });
            return done.future();
        });
    }

    /** TLS ends its own stream; the end of TCP's beneath it would look like an attack. */
    static ChannelFuture shutdownOutput(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return tls == null ? ((DuplexChannel) channel).shutdownOutput() : tls.closeOutbound();
    }

    /** Closes the socket at once and drops what is unsent. */
    public void reset() {
        onEventLoop(() -> reset(channel));
    }

    private void onEventLoop(Runnable action) {
        if (channel.eventLoop().inEventLoop()) {
            action.run();
        } else {
            channel.eventLoop().execute(action);
        }
    }

    static void reset(Channel channel) {
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException closed) {
            // Nothing is unsent any more.
        }
        channel.unsafe().close(channel.unsafe().voidPromise()); // past handlers that would flush first
    }
}
