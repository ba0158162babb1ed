package dev.warmer.management;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;

/** A peer of the game that says whatever a test wants. */
final class Peer implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Peer(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    }

    /** Sends text, a character for a byte. */
    Peer send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    /** Waits for a line, or for the end, which is null. */
    String line() throws IOException {
        return in.readLine();
    }

    void awaitEnd() throws IOException {
        while (line() != null) {
            // what else the server has to say
        }
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    void leave() throws IOException {
        socket.close();
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
