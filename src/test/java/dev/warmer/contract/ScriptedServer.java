package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that plays by a script, right or wrong, with the one client that it takes. */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final CompletableFuture<String> received;

    /** What to do with the client. */
    public interface Script {
        /** {@return what the client sent, as far as it was read} */
        String play(Peer client);
    }

    private ServerSocket listen() {
        try {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private ScriptedServer(Script script) {
        listener = listen();
        received = CompletableFuture.supplyAsync(() -> serve(script), task -> new Thread(task, "script").start());
    }

    /** Plays any script. */
    public static ScriptedServer playing(Script script) {
        return new ScriptedServer(script);
    }

    /** Gives these replies, LF and all, one to each NUMBER, says nothing after the last, and hears the client out. */
    public static ScriptedServer answering(String... replies) {
        return new ScriptedServer(client -> answer(client, List.of(replies).iterator()));
    }

    private static String answer(Peer client, Iterator<String> replies) {
        StringBuilder received = new StringBuilder();
        for (String line = client.line(); line != null; line = client.line()) {
            received.append(line).append('\n');
            if (line.equals("NUMBER") && replies.hasNext()) {
                client.send(replies.next());
            }
        }
        return received.toString();
    }

    private String serve(Script script) {
        try (Peer client = new Peer(listener.accept())) {
            return script.play(client);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** {@return where it listens} */
    public int port() {
        return listener.getLocalPort();
    }

    /** {@return all that the client sent, once the script is over} */
    public String received() {
        try {
            return received.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new AssertionError("the script failed", e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        assertThat(received).as("the script is over").succeedsWithin(60, TimeUnit.SECONDS);
    }
}
