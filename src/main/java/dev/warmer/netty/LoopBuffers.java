package dev.warmer.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.nio.ByteBuffer;

/**
 * What the sockets of one event loop read into and write from, one after another: a connection that waits needs no
 * buffer of its own, and one that is busy none from a pool. To be used on that event loop alone.
 */
public final class LoopBuffers {
    /** How much is read at a time. */
    private static final int READ_BYTES = 1 << 14;

    private static final RecvByteBufAllocator POOLED = new FixedRecvByteBufAllocator(READ_BYTES);

    /** What was read, as its user gets it. */
    final byte[] input = new byte[READ_BYTES];
    /** What sockets send from. */
    final SendBuffer output = new SendBuffer();

    private final RecvByteBufAllocator shared = new Shared();
    /** Of memory that is collected like any other. */
    private final ByteBuf received = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(READ_BYTES));

    /** Makes those of one event loop. */
    public LoopBuffers() {}

    /**
     * {@return where to get the buffers for its reads} One that all share does, unless it is needed longer than the read
     * takes: io_uring has it before there is anything to read, and TLS until a record is whole.
     */
    RecvByteBufAllocator forReadsOf(Channel channel) {
        boolean longer =
                channel instanceof IoUringSocketChannel || channel.pipeline().get(SslHandler.class) != null;
        return longer ? POOLED : shared;
    }

    /** The one of all, unless somebody has kept what was read before. */
    private ByteBuf receive(ByteBufAllocator pool) {
        boolean free = received.refCnt() == 1;
        return free ? received.clear().retain() : pool.ioBuffer(READ_BYTES);
    }

    private final class Shared extends DefaultMaxMessagesRecvByteBufAllocator {
        @Override
        @SuppressWarnings("deprecation") // not to extend, says Netty; its transports still ask for one
        public Handle newHandle() {
            return new MaxMessageHandle() {
                @Override
                public int guess() {
                    return READ_BYTES;
                }

                @Override
                public ByteBuf allocate(ByteBufAllocator pool) {
                    return receive(pool);
                }
            };
        }
    }
}
