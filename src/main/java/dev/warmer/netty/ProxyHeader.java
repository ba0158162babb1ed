package dev.warmer.netty;

import dev.warmer.protocol.UntrustedText;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.AddressFamily;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.TransportProtocol;
import io.netty.util.NetUtil;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Follows the header of the PROXY protocol through the handlers of Vert.x, which decode it, and then begin TLS and call the
 * connect handler. Vert.x 5.0.12 does the rest of it in ways that do not fit a server:
 *
 * <ul>
 *   <li>Its timeout begins again with each byte. Here, the whole header has to arrive in time.
 *   <li>It keeps an address as it is written, though one of IPv6 can be written in several ways, and IPv4 in it.
 *   <li>It takes the path of a UNIX domain socket, which is mostly empty, for an address. Here, it is as no address.
 *   <li>A failure has no address.
 * </ul>
 *
 * <p>For use on the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures to close
final class ProxyHeader extends ChannelInboundHandlerAdapter {
    private static final String CLOSED = "closed by the peer before the end of the PROXY protocol's header";

    private final AcceptHook.Listener listener;
    private final Predicate<SocketAddress> identified;
    private final long acceptedAt = System.nanoTime();
    private boolean received;
    private boolean complete;
    private String failure = CLOSED;

    private ProxyHeader(AcceptHook.Listener listener, Predicate<SocketAddress> identified) {
        this.listener = listener;
        this.identified = identified;
    }

    /** {@return the options of the server, changed as this class needs them} */
    static <T extends NetServerOptions> T configure(T options) {
        options.setProxyProtocolTimeout(0);
        return options;
    }

    /**
     * To be called before the connection is registered.
     *
     * @param identified called with the peer's address before Vert.x goes on; returns whether to go on or to close
     */
    static void install(Channel channel, AcceptHook.Listener listener, Predicate<SocketAddress> identified) {
        ProxyHeader header = new ProxyHeader(listener, identified);
        channel.pipeline().addLast(header);
        // Later, since the decoder closes the connection before it says why.
        channel.closeFuture().addListener(closed -> channel.eventLoop().execute(() -> header.closed(channel)));
    }

    private void closed(Channel channel) {
        if (!complete) {
            listener.headerFailed(TcpChannel.peer(channel), failure, !received && failure.equals(CLOSED), acceptedAt);
        }
    }

    private void fail(Channel channel, String reason) {
        failure = reason;
        channel.close();
    }

    /** Vert.x has added its handlers. */
    @Override
    public void channelRegistered(ChannelHandlerContext context) {
        ChannelHandlerContext decoder = context.pipeline().context(HAProxyMessageDecoder.class);
        if (decoder != null) { // otherwise the server was closed, and the connection is
            context.pipeline().addAfter(decoder.name(), null, new Decoded(timeout(context.channel())));
        }
        context.fireChannelRegistered();
    }

    private ScheduledFuture<?> timeout(Channel channel) {
        long ms = listener.headerTimeout().toMillis();
        ScheduledFuture<?> timeout = channel.eventLoop()
                .schedule(
                        () -> fail(channel, "no complete header of the PROXY protocol within " + ms + " ms"),
                        ms,
                        TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> timeout.cancel(false));
        return timeout;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        received = true;
        context.fireChannelRead(message);
    }

    /** Stands behind the decoder, and before Vert.x's handler of what it decodes. */
    private final class Decoded extends ChannelInboundHandlerAdapter {
        private final ScheduledFuture<?> timeout;

        Decoded(ScheduledFuture<?> timeout) {
            this.timeout = timeout;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HAProxyMessage header) {
                try {
                    decoded(context, header);
                } finally {
                    header.release();
                }
            } else {
                context.fireChannelRead(message); // behind a header that is not valid
            }
        }

        private void decoded(ChannelHandlerContext context, HAProxyMessage header) {
            Channel channel = context.channel();
            if (header.proxiedProtocol().transportProtocol() == TransportProtocol.DGRAM) {
                fail(channel, "the PROXY protocol's header is one for datagrams");
                return;
            }
            complete = true;
            timeout.cancel(false);
            if (isInternet(header.proxiedProtocol().addressFamily())) {
                channel.attr(ConnectionBase.REMOTE_ADDRESS_OVERRIDE).set(source(header));
            }
            context.pipeline().remove(ProxyHeader.this);
            context.pipeline().remove(this);
            if (channel.isActive() && identified.test(TcpChannel.peer(channel))) {
                context.fireChannelRead(withoutAddress()); // so that Vert.x keeps the one set here
            } else {
                channel.close();
            }
        }

        /** The decoder or the socket failed. */
        @Override
        @SuppressWarnings("deprecation") // deprecated for outbound events only
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            Throwable innermost = cause;
            while (innermost.getCause() != null) {
                innermost = innermost.getCause();
            }
            fail(
                    context.channel(),
                    UntrustedText.excerpt("the PROXY protocol's header failed: " + innermost.getMessage()));
        }
    }

    private static boolean isInternet(AddressFamily family) {
        return family == AddressFamily.AF_IPv4 || family == AddressFamily.AF_IPv6;
    }

    private static SocketAddress source(HAProxyMessage header) {
        try {
            byte[] bytes = NetUtil.createByteArrayFromIpAddressString(header.sourceAddress());
            return SocketAddress.inetSocketAddress(
                    header.sourcePort(), InetAddress.getByAddress(bytes).getHostAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the decoder has checked the address", e);
        }
    }

    private static HAProxyMessage withoutAddress() {
        return new HAProxyMessage(
                HAProxyProtocolVersion.V2, HAProxyCommand.LOCAL, HAProxyProxiedProtocol.UNKNOWN, null, null, 0, 0);
    }
}
