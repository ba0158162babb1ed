package dev.warmer.net;

import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/**
 * Closes one direction of a Vert.x socket at a time, as TCP can and {@link NetSocket} cannot: it closes both at the
 * end of the peer's stream, and has no way to end its own. The one place that reaches below Vert.x for this.
 */
public final class HalfClose {
    private HalfClose() {}

    /**
     * Keeps the socket open when the peer has closed its writing side. Takes the socket's event handler, so that the
     * events of Vert.x's own graceful shutdown no longer reach the socket.
     *
     * @param onEnd called on the socket's context when the peer has nothing more to send; what it sent before may
     *     still be held back if the socket is paused
     */
    public static void allow(NetSocket socket, Runnable onEnd) {
        NetSocketInternal internal = (NetSocketInternal) socket;
        internal.channelHandlerContext().channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        internal.eventHandler(event -> {
            if (event == ChannelInputShutdownEvent.INSTANCE) {
                onEnd.run();
            }
        });
    }

    /**
     * Ends our own stream once all that was written before is on its way; the peer's stays open.
     *
     * @return done when the peer can see the end
     */
    public static Future<Void> shutdownOutput(NetSocket socket) {
        DuplexChannel channel = (DuplexChannel)
                ((NetSocketInternal) socket).channelHandlerContext().channel();
        // Netty drops what is not yet flushed when it shuts the output down: wait for an empty write behind it.
        return socket.write(Buffer.buffer()).compose(written -> {
            Promise<Void> done = Promise.promise();
            channel.shutdownOutput().addListener(shutdown -> {
                if (shutdown.isSuccess()) {
                    done.complete();
                } else {
                    done.fail(shutdown.cause());
                }
            });
            return done.future();
        });
    }
}
