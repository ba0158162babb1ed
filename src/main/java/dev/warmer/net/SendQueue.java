package dev.warmer.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/** What a Vert.x socket was told to send and the peer has not taken. Only to be asked on the socket's event loop. */
public final class SendQueue {
    private final Channel channel;

    /** @param socket whose queue it is */
    public SendQueue(NetSocket socket) {
        channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
    }

    /** {@return about how many bytes wait; it only shrinks when the peer takes some} */
    public long bytes() {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        return queue == null ? 0 : queue.totalPendingWriteBytes() - queue.currentProgress();
    }

    /** Closes the socket and drops the queue, where {@link NetSocket#close()} would wait for it to empty. */
    public void drop() {
        channel.config().setOption(ChannelOption.SO_LINGER, 0); // the kernel drops its part, too
        channel.unsafe().close(channel.unsafe().voidPromise()); // past the pipeline, where Vert.x would wait
    }
}
