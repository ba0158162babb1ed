package dev.warmer.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Plays as the original threaded client does: {@code REPORT} and {@code NUMBER} leave in two writes, and Nagle's
 * algorithm holds the second back until the first is acknowledged. A server that delays its acknowledgements, as
 * Linux does, plays some 22 rounds a second with it.
 */
final class TwoWrites implements AutoCloseable {
    private static final int GUESSES = 20;

    private final Socket socket;
    private final OutputStream out;
    private final BufferedReader in;

    TwoWrites(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        out = socket.getOutputStream();
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    }

    /** {@return how many rounds a second it plays, in games of 20 guesses} */
    double roundsPerSecond(Duration time) throws IOException {
        long start = System.nanoTime();
        long rounds = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            game();
            rounds += GUESSES;
        }
        return rounds * 1e9 / (System.nanoTime() - start);
    }

    private void game() throws IOException {
        write("PARAMS 1 1000000\n");
        write("NUMBER\n");
        for (int guess = 1; guess <= GUESSES; guess++) {
            Integer.parseInt(in.readLine());
            write(guess == 1 ? "REPORT Unsure\n" : "REPORT Colder\n");
            if (guess < GUESSES) {
                write("NUMBER\n");
            }
        }
    }

    private void write(String line) throws IOException {
        out.write(line.getBytes(US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
