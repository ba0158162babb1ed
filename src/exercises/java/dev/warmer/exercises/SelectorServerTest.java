package dev.warmer.exercises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.warmer.config.Schema;
import dev.warmer.connection.ConnectionListener;
import dev.warmer.contract.TranscriptFile;
import dev.warmer.protocol.Command;
import dev.warmer.testing.NonReadingClient;
import dev.warmer.testing.Peer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Exercise 3: a driver on a selector. */
class SelectorServerTest implements ConnectionListener {
    /** How long a peer waits for a reply that a server on one connection never gives. */
    private static final int PATIENCE_MS = Integer.getInteger("exercise.patience", 10_000);

    /** More than the kernel's buffers of both sides hold. */
    private static final long LIMIT_BYTES = 16 << 20;

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private SelectorServer server;
    private Thread thread;

    @BeforeEach
    void start() throws IOException {
        server = new SelectorServer(Schema.SERVER.read(new JsonObject()).limits(), this);
        thread = new Thread(this::run, "selector");
        thread.start();
    }

    private void run() {
        try {
            server.run();
        } catch (IOException closed) {
            // By the end of the test.
        }
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        thread.join();
    }

    @Override
    public void received(Command command) {
        threads.add(Thread.currentThread());
    }

    @TestFactory
    Stream<DynamicTest> conversation() {
        return TranscriptFile.all().stream()
                .map(file -> dynamicTest(
                        file.name(),
                        () -> file.conversations().forEach(conversation -> {
                            try (Peer peer = Peer.connect(server.port()).send(conversation.sent())) {
                                if (conversation.clientEnds()) {
                                    peer.halfClose();
                                }
                                conversation.assertReplies(peer.lines());
                            }
                        })));
    }

    @Test
    void oneThreadServesSeveralPeersAtATime() {
        try (Peer first = Peer.connect(server.port()).startGame();
                Peer second = Peer.connect(server.port()).send("PARAMS 5 5\nNUMBER\n")) {
            assertThat(second.receives("5", PATIENCE_MS))
                    .as("exercise 3: a second peer is served while the first has a game")
                    .isTrue();
            first.playGame();
        }
        assertThat(threads).as("exercise 3: threads that serve").containsExactly(thread);
    }

    @Test
    void peerThatDoesNotReadIsNotReadAndGetsEveryReplyLater() throws IOException {
        try (NonReadingClient first = new NonReadingClient(server.port());
                Peer second = Peer.connect(server.port())) {
            assertThat(first.sendUntilBlocked(LIMIT_BYTES))
                    .as("exercise 3: bytes read from a peer that does not read")
                    .isLessThan(LIMIT_BYTES);
            second.send("PARAMS 5 5\nNUMBER\n");
            assertThat(second.receives("5", PATIENCE_MS))
                    .as("exercise 3: another peer is served while one does not read")
                    .isTrue();
            assertThat(first.readAll()).as("exercise 3: every reply arrives").isTrue();
        }
    }
}
