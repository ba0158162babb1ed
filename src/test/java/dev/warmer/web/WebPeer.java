package dev.warmer.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** One end of a WebSocket, frame by frame (RFC 6455), so that it can send what no browser sends. */
final class WebPeer implements AutoCloseable {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CONTINUATION = 0;
    private static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int TIMEOUT_MS = 20_000;
    private static final int RECEIVE_BYTES = 1 << 14;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private String status;
    private int closeCode;

    private WebPeer(int port, String preamble, String path, String... headers) throws IOException {
        socket.setReceiveBufferSize(RECEIVE_BYTES);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        List<String> request = new ArrayList<>(List.of(
                "GET " + path + " HTTP/1.1",
                "Host: localhost:" + port,
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="));
        request.addAll(List.of(headers));
        socket.getOutputStream().write((preamble + String.join("\r\n", request) + "\r\n\r\n").getBytes(ISO_8859_1));
        readHead();
    }

    private void readHead() throws IOException {
        status = headLine();
        for (String line = headLine(); !line.isEmpty(); line = headLine()) {
            // the other headers
        }
    }

    private String headLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            line.write(next);
        }
        return line.toString(ISO_8859_1).strip();
    }

    /** Requests a WebSocket. */
    static WebPeer connect(int port, String path, String... headers) {
        try {
            return new WebPeer(port, "", path, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Requests it in one segment with what precedes HTTP. A character stands for a byte. */
    static WebPeer connectWith(String preamble, int port) {
        try {
            return new WebPeer(port, preamble, "/play");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Requests the one that the game is played over. */
    static WebPeer connect(int port) {
        return connect(port, "/play");
    }

    /** {@return the first line of the response} */
    String status() {
        return status;
    }

    WebPeer send(String message) {
        return frame(TEXT, true, message.getBytes(UTF_8));
    }

    /** Sends one frame, with the mask 0. */
    WebPeer frame(int opcode, boolean last, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(opcode | (last ? FINAL : 0));
        if (payload.length < 126) {
            frame.write(MASKED | payload.length);
        } else if (payload.length < 1 << 16) {
            frame.write(MASKED | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(MASKED | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        try {
            socket.getOutputStream().write(frame.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** {@return the next message, or null if there is none before the close} */
    String message() {
        try {
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0f;
                byte[] payload = in.readNBytes(length());
                if (opcode == CLOSE) {
                    closeCode = payload.length < 2 ? 1005 : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
                    return null;
                } else if (opcode == TEXT) {
                    return new String(payload, UTF_8);
                }
            }
        } catch (EOFException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int length() throws IOException {
        int length = in.readUnsignedByte();
        return length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
    }

    /** {@return all messages up to the close} */
    List<String> messages() {
        List<String> messages = new ArrayList<>();
        for (String message = message(); message != null; message = message()) {
            messages.add(message);
        }
        return messages;
    }

    /** {@return the code that the server closed with; 0 if there was none} */
    int closeCode() {
        return closeCode;
    }

    /** Plays a whole game, which proves that the connection is served. */
    WebPeer playGame() {
        if (!"7".equals(send("PARAMS 7 7").send("NUMBER").message())) {
            throw new AssertionError("no guess");
        }
        return send("REPORT Correct").send("PARAMS 0 -1");
    }

    WebPeer closeSocket() {
        return frame(CLOSE, true, new byte[] {0x03, (byte) 0xe8});
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
