package dev.warmer.netty;

import io.netty.channel.unix.Buffer;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a socket sends is copied here first, since the system cannot send from an array. One is enough for an event loop.
 * Not thread-safe.
 */
final class SendBuffer {
    /** Room for the replies to all that is read at a time. */
    private static final int BYTES = 1 << 16;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);
    /** Where the system finds it, which would else be looked up each time; 0 as long as nobody has asked. */
    private long address;

    /**
     * Sends as much as there is room for here and the system takes now.
     *
     * @return how many of the first {@code length} bytes that is
     */
    int send(Socket socket, byte[] bytes, int length) throws IOException {
        int count = Math.min(length, BYTES);
        buffer.clear().put(bytes, 0, count);
        return socket.sendAddress(address(), 0, count);
    }

    /** Only Netty's native transports can tell, and only they send from here. */
    private long address() {
        if (address == 0) {
            address = Buffer.memoryAddress(buffer);
        }
        return address;
    }
}
