package dev.warmer.netty;

import dev.warmer.connection.Admission;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.NetServerImpl;
import io.vertx.core.spi.transport.Transport;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;

/**
 * Reports what happens on a server's listening socket: each connection when it is accepted, before TLS, and each
 * failure to accept one. Vert.x calls a server's connect handler after the TLS handshake, and has no handler for
 * failures of {@code accept}.
 *
 * <p>The hook is a Netty handler on the listening channel. Vert.x passes the bootstrap of that channel to its transport,
 * so the server is created with a transport that adds the handler and otherwise delegates to the one in use.
 */
public final class AcceptHook {
    /** Receives the events of a listening socket. Must be thread-safe and must neither block nor throw. */
    public interface Listener {
        /**
         * The socket is about to be bound; called on the acceptor thread, once for all servers that share it. Does
         * nothing by default.
         *
         * @throws IOException if it is not to be bound
         */
        default void beforeBind() throws IOException {}

        /**
         * A connection was accepted; called on the acceptor thread, before any byte is read from it.
         *
         * @param remote the peer's address; on a UNIX domain socket, the path of the server
         * @return for the connect handler, see {@link #admission}; empty closes the connection at once
         */
        Optional<Admission> accepted(SocketAddress remote);

        /**
         * With the PROXY protocol, before a connection is accepted; called on the acceptor thread.
         *
         * @return whether it may send a header; otherwise it is closed at once
         */
        boolean isTrusted(InetSocketAddress proxy);

        /** {@return how long the header of the PROXY protocol may take} */
        Duration headerTimeout();

        /**
         * The header of the PROXY protocol was read; called on the connection's event loop.
         *
         * @param admission what {@link #accepted} has returned
         * @param peer the address in the header; the proxy's if there is none
         * @return what takes the place of {@code admission}; empty closes the connection at once
         */
        Optional<Admission> identified(Admission admission, SocketAddress peer);

        /**
         * The header of the PROXY protocol was not read, and the connection was closed; called on its event loop.
         *
         * @param isEmpty whether the peer closed it without a byte
         * @param acceptedAt when it was accepted, by {@link System#nanoTime}
         */
        void headerFailed(SocketAddress proxy, String detail, boolean isEmpty, long acceptedAt);

        /**
         * The TLS handshake of a connection failed, and the connection was closed; called on its event loop.
         *
         * @param acceptedAt when it was accepted, by {@link System#nanoTime}
         */
        void handshakeFailed(SocketAddress peer, Throwable cause, long acceptedAt);

        /** A connection could not be accepted, after which Netty pauses for a second, or was reset by its peer at once. */
        void acceptFailed(Throwable cause);
    }

    private static final ChannelOption<Boolean> NIO_REUSEPORT = NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT);

    private static final AttributeKey<Admission> ADMISSION = AttributeKey.valueOf(AcceptHook.class, "admission");

    private AcceptHook() {}

    /**
     * {@return whether servers may listen on a UNIX domain socket} Vert.x's NIO transport can do that, too, but Netty
     * 4.2.18 closes such a connection when the peer closes its side.
     */
    public static boolean supportsPaths(Vertx vertx) {
        return ((VertxInternal) vertx).transport() instanceof EpollTransport;
    }

    /** {@return the admission of a connection, which is released when the connection is closed} */
    public static Admission admission(NetSocket socket) {
        return TcpChannel.channel(socket).attr(ADMISSION).get();
    }

    /**
     * {@return a server like that of {@link Vertx#createNetServer(NetServerOptions)}, whose listening socket reports to
     * {@code listener}} If several servers share a port, the socket is that of the first one, and so is the listener.
     *
     * @param options not copied: a handshake timeout that is set on the server's event loop later applies to the
     *     connections accepted from then on. The timeout of the PROXY protocol is the listener's.
     * @param autoRead whether a plaintext connection is read before its connect handler has run; if not, the handler has
     *     to {@linkplain RequestedInput#request request} it
     */
    public static NetServer createServer(Vertx vertx, NetServerOptions options, Listener listener, boolean autoRead) {
        ProxyHeader.configure(options);
        return new NetServerImpl(hooked(vertx, new Acceptance(listener, options, autoRead)), options);
    }

    /**
     * {@return a server like that of {@link Vertx#createHttpServer(HttpServerOptions)}, which reports to {@code listener}
     * what concerns the PROXY protocol, if the options have it, except the peer's address} That is the address of requests
     * and WebSockets. Connections are not admitted.
     */
    public static HttpServer createHttpServer(Vertx vertx, HttpServerOptions options, Listener listener) {
        return options.isUseProxyProtocol()
                ? new HttpServerImpl(hooked(vertx, new ProxyAcceptance(listener)), ProxyHeader.configure(options))
                : vertx.createHttpServer(options);
    }

    private static VertxInternal hooked(Vertx vertx, ChannelHandler acceptance) {
        VertxInternal internal = (VertxInternal) vertx;
        return new HookedVertx(internal, transport(internal.transport(), acceptance));
    }

    private static Transport transport(Transport delegate, ChannelHandler handler) {
        return (Transport) Proxy.newProxyInstance(
                Transport.class.getClassLoader(), new Class<?>[] {Transport.class}, (proxy, method, arguments) -> {
                    if (arguments != null && arguments[arguments.length - 1] instanceof ServerBootstrap bootstrap) {
                        bootstrap.handler(handler);
                        if (delegate instanceof NioTransport && ((NetServerOptions) arguments[0]).isReusePort()) {
                            bootstrap.option(NIO_REUSEPORT, true); // which Vert.x does for native transports only
                        }
                    }
                    try {
                        return method.invoke(delegate, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static final class HookedVertx extends VertxWrapper {
        private final Transport transport;

        HookedVertx(VertxInternal vertx, Transport transport) {
            super(vertx);
            this.transport = transport;
        }

        @Override
        public Transport transport() {
            return transport;
        }

        /** As that of Vert.x; HTTP servers use it. */
        @Override
        public NetServerImpl createNetServer(NetServerOptions options) {
            return new NetServerImpl(this, options.copy());
        }
    }

    /** Stands before Netty's own acceptor of an HTTP server behind a proxy. */
    private static final class ProxyAcceptance extends ChannelInboundHandlerAdapter {
        private final Listener listener;

        ProxyAcceptance(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            Channel channel = (Channel) message;
            if (channel.remoteAddress() instanceof InetSocketAddress proxy && listener.isTrusted(proxy)) {
                ProxyHeader.install(channel, listener, peer -> true);
                context.fireChannelRead(message);
            } else {
                channel.unsafe().closeForcibly(); // it has no event loop yet
            }
        }
    }

    /** Stands before Netty's own acceptor, which configures and registers the connection. */
    private static final class Acceptance extends ChannelDuplexHandler {
        private final Listener listener;
        private final boolean tls;
        private final boolean proxy;
        private final boolean autoRead;

        Acceptance(Listener listener, NetServerOptions options, boolean autoRead) {
            this.listener = listener;
            tls = options.isSsl();
            proxy = options.isUseProxyProtocol();
            this.autoRead = autoRead;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // failures reach the promise
        public void bind(ChannelHandlerContext context, java.net.SocketAddress local, ChannelPromise promise) {
            try {
                listener.beforeBind();
                super.bind(context, local, promise);
            } catch (Exception e) {
                promise.setFailure(e);
            }
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.pipeline().addLast(new FailureSink());
            context.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            Channel channel = (Channel) message;
            Optional<Admission> admission = admit(channel);
            if (admission.isEmpty()) {
                channel.unsafe().closeForcibly(); // it has no event loop yet
                return;
            }
            channel.attr(ADMISSION).set(admission.get());
            long now = System.nanoTime();
            channel.closeFuture().addListener(closed -> closed(channel, now));
            if (proxy) {
                TcpChannel.configure(channel, false, true); // a header is read, and a close before its end is the end
                ProxyHeader.install(channel, listener, peer -> identified(channel, peer));
            } else {
                TcpChannel.configure(channel, !tls, tls || autoRead); // a handshake reads
            }
            context.fireChannelRead(message);
            if (!channel.isOpen()) {
                admission.get().release(); // Netty could not register it, and its close future may not complete
                return;
            }
            if (tls && !proxy) {
                channel.eventLoop().execute(() -> TcpChannel.allowHalfClosureAfterHandshake(channel));
            }
        }

        /** On the event loop, before Vert.x adds its handlers. */
        private boolean identified(Channel channel, SocketAddress peer) {
            Optional<Admission> admission =
                    listener.identified(channel.attr(ADMISSION).get(), peer);
            if (admission.isPresent()) {
                channel.attr(ADMISSION).set(admission.get());
                TcpChannel.configure(channel, !tls, tls || autoRead);
                if (tls) {
                    channel.eventLoop().execute(() -> TcpChannel.allowHalfClosureAfterHandshake(channel));
                }
            }
            return admission.isPresent();
        }

        private Optional<Admission> admit(Channel channel) {
            if (channel.remoteAddress() instanceof InetSocketAddress
                    || channel.parent().localAddress() instanceof DomainSocketAddress) {
                boolean trusted = !proxy || listener.isTrusted((InetSocketAddress) channel.remoteAddress());
                return trusted ? listener.accepted(TcpChannel.peer(channel)) : Optional.empty();
            }
            listener.acceptFailed(new SocketException("reset by the peer at once")); // so it has no address
            return Optional.empty();
        }

        private void closed(Channel channel, long acceptedAt) {
            SslHandler tls = channel.pipeline().get(SslHandler.class);
            if (tls != null && !tls.handshakeFuture().isSuccess()) {
                Throwable cause = tls.handshakeFuture().cause(); // not set yet if the peer closed the connection
                listener.handshakeFailed(
                        TcpChannel.peer(channel), cause == null ? new ClosedChannelException() : cause, acceptedAt);
            }
            channel.attr(ADMISSION).get().release();
        }

        /** Netty's acceptor, which is next, pauses for a second. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            listener.acceptFailed(cause);
            context.fireExceptionCaught(cause);
        }
    }

    /** Keeps a failure that was reported from the end of the pipeline, where Netty would log it with its stack. */
    private static final class FailureSink extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // reported by Acceptance
        }
    }
}
