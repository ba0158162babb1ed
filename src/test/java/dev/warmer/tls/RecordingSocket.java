package dev.warmer.tls;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A socket that records the bytes that it received, which are records of TLS. For one reader. */
final class RecordingSocket extends Socket {
    private static final int HEADER = 5;
    private static final int ALERT = 21;
    /**
     * An alert of two bytes as the JDK sends it in TLS 1.3, where it looks like data: its type after it, 16 bytes of
     * padding, a tag of 16. No data but a reply of one digit is as short.
     */
    private static final int ALERT_BYTES_IN_TLS13 = 2 + 1 + 16 + 16;

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                if (b >= 0) {
                    received.write(b);
                }
                return b;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                received.write(bytes, offset, Math.max(count, 0));
                return count;
            }
        };
    }

    /** {@return whether the last record is an alert, which at the end of a session that went well is close_notify} */
    boolean endsWithAlert() {
        byte[] bytes = received.toByteArray();
        int last = 0;
        for (int next = 0; next + HEADER <= bytes.length; next += HEADER + length(bytes, next)) {
            last = next;
        }
        return bytes[last] == ALERT || length(bytes, last) == ALERT_BYTES_IN_TLS13;
    }

    private static int length(byte[] bytes, int record) {
        return (bytes[record + 3] & 0xff) << 8 | (bytes[record + 4] & 0xff);
    }
}
