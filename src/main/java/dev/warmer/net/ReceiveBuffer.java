package dev.warmer.net;

import dev.warmer.config.Limits;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/**
 * Bounds what a peer that is not read can leave with us.
 *
 * <p>The options of Vert.x would have every read allocate the whole size, and a paused socket goes on to hold up to
 * sixteen reads, of up to 64 KiB each if nobody objects.
 */
public final class ReceiveBuffer {
    private static final int LEAST_READ_BYTES = 64;
    private static final int FIRST_READ_BYTES = 2_048;
    private static final int MOST_READ_BYTES = 1 << 14;
    private static final RecvByteBufAllocator READS =
            new AdaptiveRecvByteBufAllocator(LEAST_READ_BYTES, FIRST_READ_BYTES, MOST_READ_BYTES);

    private ReceiveBuffer() {}

    /** To be called as soon as the socket is connected, on its event loop. */
    public static void limit(NetSocket socket) {
        Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
        ChannelConfig config = channel.config();
        config.setRecvByteBufAllocator(READS);
        try {
            config.setOption(ChannelOption.SO_RCVBUF, Limits.RECEIVE_BUFFER_BYTES);
        } catch (ChannelException gone) {
            // The socket is closed already, which its handlers are about to hear.
        }
    }
}
