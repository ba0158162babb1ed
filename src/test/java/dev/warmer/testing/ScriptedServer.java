package dev.warmer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that accepts one client and runs a script with it, which may violate the protocol. */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final CompletableFuture<String> received;

    /** What the server does with the client. */
    public interface Script {
        /** {@return what {@link ScriptedServer#received} returns} */
        String play(Peer client);
    }

    private ServerSocket listen() {
        try {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ScriptedServer(Script script) {
        listener = listen();
        received = CompletableFuture.supplyAsync(() -> serve(script), task -> new Thread(task, "script").start());
    }

    /** Runs any script. */
    public static ScriptedServer playing(Script script) {
        return new ScriptedServer(script);
    }

    /** Sends these replies (with their LF), one for each NUMBER, and reads until the client closes. */
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
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the port that it listens on} */
    public int port() {
        return listener.getLocalPort();
    }

    /** {@return what the script returned: usually all that the client sent} */
    public String received() {
        try {
            return received.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the script failed", e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        assertThat(received).as("the script completes").succeedsWithin(60, TimeUnit.SECONDS);
    }
}
