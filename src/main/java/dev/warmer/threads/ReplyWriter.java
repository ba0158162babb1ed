package dev.warmer.threads;

import dev.warmer.metrics.ConnectionMetrics;
import dev.warmer.protocol.ReplyBuffer;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Sends the replies to what is read at a time: in one write, or a few when they are long. A peer that does not take them
 * blocks the thread. For one thread at a time.
 */
final class ReplyWriter {
    /** So much may be due before all lines of a read are answered: what waits in memory has a bound. */
    private static final int MOST_BYTES = 4096;

    private final PeerSocket socket;
    private final OutputStream out;
    private final ReplyBuffer replies = new ReplyBuffer();
    private final ConnectionMetrics telemetry;
    private final Stall stall;
    /** When the first of the lines in hand was taken up; 0 while there is none. */
    private long begun;
    /** Whether a reply to any of them was sent. */
    private boolean replied;

    private volatile long lastWrite = System.nanoTime();

    ReplyWriter(PeerSocket socket, ConnectionMetrics telemetry, Stall stall) throws IOException {
        this.socket = socket;
        this.telemetry = telemetry;
        this.stall = stall;
        out = socket.output();
    }

    /** {@return where to put the replies} */
    ReplyBuffer replies() {
        return replies;
    }

    /** A line is taken up. */
    void begin(long now) {
        begun = begun == 0 ? now : begun;
    }

    /** The line in hand is answered, and there are more. */
    void goOn() throws IOException {
        if (replies.length() >= MOST_BYTES) {
            write();
        }
    }

    /** All that was read is answered. */
    void finish() throws IOException {
        telemetry.countReceived();
        if (!replies.isEmpty()) {
            write();
        }
        if (!replied) {
            socket.acknowledge();
        } else if (begun != 0) {
            telemetry.answered(System.nanoTime() - begun);
        }
        replied = false;
        begun = 0;
    }

    private void write() throws IOException {
        stall.begin(System.nanoTime());
        telemetry.countReceived();
        out.write(replies.bytes(), 0, replies.length());
        replies.clear();
        replied = true;
        lastWrite = System.nanoTime();
        stall.end();
    }

    /** {@return when the peer took the last reply} May be asked by any thread. */
    long lastWrite() {
        return lastWrite;
    }
}
