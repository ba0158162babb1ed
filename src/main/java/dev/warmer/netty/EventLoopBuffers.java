package dev.warmer.netty;

import dev.warmer.connection.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.unix.Buffer;
import io.netty.channel.unix.Socket;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What the direct sockets of one event loop read into and write from, one after another, so that a connection needs no
 * buffer of its own. For use on that event loop.
 */
public final class EventLoopBuffers {
    private static final int SEND_BYTES = 1 << 16;

    private static final RecvByteBufAllocator POOLED = new FixedRecvByteBufAllocator(Limits.READ_BYTES);

    /** What was read, as the handler of a socket receives it. */
    final byte[] input = new byte[Limits.READ_BYTES];

    private final RecvByteBufAllocator shared = new Shared();
    private final ByteBuf received = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(Limits.READ_BYTES));
    /** What is sent is copied here first, since the kernel cannot send from an array. */
    private final ByteBuffer output = ByteBuffer.allocateDirect(SEND_BYTES);
    /** Where the kernel finds it; 0 until it is needed, since only Netty's native transports can say. */
    private long outputAddress;

    /** Makes those of one event loop. */
    public EventLoopBuffers() {}

    /**
     * {@return where the channel gets the buffers of its reads} A shared buffer will do, unless it is needed longer than
     * a read takes: io_uring needs it before there is anything to read, and TLS until a record is complete.
     */
    RecvByteBufAllocator receiveAllocator(Channel channel) {
        boolean longer =
                channel instanceof IoUringSocketChannel || channel.pipeline().get(SslHandler.class) != null;
        return longer ? POOLED : shared;
    }

    /**
     * Sends as much as the socket takes now.
     *
     * @return how many of the first {@code length} bytes that is
     */
    int send(Socket socket, byte[] bytes, int length) throws IOException {
        if (outputAddress == 0) {
            outputAddress = Buffer.memoryAddress(output);
        }
        int count = Math.min(length, SEND_BYTES);
        output.clear().put(bytes, 0, count);
        return socket.sendAddress(outputAddress, 0, count);
    }

    /** {@return the shared buffer, unless what was read into it before is still in use} */
    private ByteBuf receive(ByteBufAllocator pool) {
        boolean free = received.refCnt() == 1;
        return free ? received.clear().retain() : pool.ioBuffer(Limits.READ_BYTES);
    }

    private final class Shared extends DefaultMaxMessagesRecvByteBufAllocator {
        @Override
        @SuppressWarnings("deprecation") // Netty discourages extending it, but its transports still ask for one
        public Handle newHandle() {
            return new MaxMessageHandle() {
                @Override
                public int guess() {
                    return Limits.READ_BYTES;
                }

                @Override
                public ByteBuf allocate(ByteBufAllocator pool) {
                    return receive(pool);
                }
            };
        }
    }
}
