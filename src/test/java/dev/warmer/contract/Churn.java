package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.game.Outcome;
import dev.warmer.game.Secret;
import dev.warmer.testing.NonReadingClient;
import dev.warmer.testing.Peer;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Connects one client after another, each with a random behavior. For one thread. */
public final class Churn {
    private static final List<BadInput> BAD = BadInput.all();
    private static final int MAX_SENT_BYTES = 1 << 20;

    /** What a client does. */
    public enum Behavior {
        /** Plays some games and ends the session. */
        FINISHES,
        /** Disconnects in mid-game. */
        DISCONNECTS,
        /** Resets the connection in mid-game. */
        RESETS,
        /** Violates the protocol. */
        VIOLATES,
        /** Sends requests and does not read the replies. */
        NEVER_READS,
        /** Sends nothing. */
        IDLE
    }

    private final Map<Behavior, Long> clients = new EnumMap<>(Behavior.class);
    private final SplittableRandom random;
    private final int[] ports;

    /**
     * Creates a sequence of clients.
     *
     * @param ports the ports of the servers
     */
    public Churn(long seed, int... ports) {
        random = new SplittableRandom(seed);
        this.ports = ports.clone();
    }

    /** {@return how many clients of each behavior there were} */
    public Map<Behavior, Long> clients() {
        return clients;
    }

    /** Runs one more client. */
    public void next() throws IOException {
        int port = ports[random.nextInt(ports.length)];
        Behavior behavior = nextBehavior();
        clients.merge(behavior, 1L, Long::sum);
        if (behavior == Behavior.NEVER_READS) {
            try (NonReadingClient client = new NonReadingClient(port)) {
                client.sendUntilBlocked(MAX_SENT_BYTES);
            } catch (IOException closed) {
                // By the write timeout.
            }
            return;
        }
        try (Peer peer = Peer.connect(port)) {
            run(peer, behavior);
        }
    }

    /** The two that wait for a timeout are rare, so that there are many connections. */
    private Behavior nextBehavior() {
        int of100 = random.nextInt(100);
        if (of100 < 2) {
            return of100 == 0 ? Behavior.NEVER_READS : Behavior.IDLE;
        }
        return Behavior.values()[of100 % 4];
    }

    private void run(Peer peer, Behavior behavior) {
        switch (behavior) {
            case FINISHES -> finish(peer);
            case DISCONNECTS -> peer.startGame();
            case RESETS -> peer.startGame().send("NUMBER\nREPORT Unsure\n").reset();
            case VIOLATES -> {
                BadInput input = BAD.get(random.nextInt(BAD.size()));
                assertThat(peer.send(input.text()).lines()).last().asString().startsWith("ERROR " + input.code() + " ");
            }
            default -> peer.assertClosedWithError("IDLE_TIMEOUT");
        }
    }

    private void finish(Peer peer) {
        for (int game = random.nextInt(5); game >= 0; game--) {
            Secret secret = new Secret(random.nextInt(1, 21));
            peer.send("PARAMS 1 20\n");
            Outcome outcome = Outcome.UNSURE;
            for (int guess = 1; outcome != Outcome.CORRECT; guess++) {
                assertThat(guess).isLessThanOrEqualTo(20);
                outcome = secret.judge(Long.parseLong(peer.send("NUMBER\n").line()));
                peer.send("REPORT " + outcome + "\n");
            }
        }
        peer.send("\n").assertClosed();
    }
}
