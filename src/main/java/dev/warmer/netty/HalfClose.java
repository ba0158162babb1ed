package dev.warmer.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/**
 * Closes one direction of a Vert.x socket at a time, as TCP can and {@link NetSocket} cannot: it closes both at the
 * end of the peer's stream, and has no way to end its own. The one place that reaches below Vert.x for this.
 *
 * <p>The end of a stream of TLS is its alert {@code close_notify}. In TLS 1.3 it is the end of one direction, as here.
 * In TLS 1.2 whoever gets it has to answer with its own at once, and what is not sent yet is lost.
 */
public final class HalfClose {
    private HalfClose() {}

    /**
     * Ends our own stream once all that was written before is on its way; the peer's stays open.
     *
     * @return done when the peer can see the end
     */
    public static Future<Void> shutdownOutput(NetSocket socket) {
        Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
        // Behind all that waits in the queue that Vert.x has of its own.
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
}
