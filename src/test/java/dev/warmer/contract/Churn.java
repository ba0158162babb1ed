package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.game.Outcome;
import dev.warmer.game.Secret;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** One peer after another, each with manners of its own, for one thread. */
public final class Churn {
    private static final List<BadInput> BAD = BadInput.all();
    private static final int MOST_ASKED = 1 << 20;

    /** How a peer behaves. */
    public enum Manners {
        /** Plays some games and takes its leave. */
        FINISHES,
        /** Leaves in mid-game. */
        BREAKS_OFF,
        /** Leaves in mid-game, with a reset. */
        RESETS,
        /** Says what no server may accept. */
        BREAKS_RULES,
        /** Asks for more than it takes. */
        NEVER_READS,
        /** Says nothing. */
        IDLES
    }

    private final Map<Manners, Long> peers = new TreeMap<>();
    private final SplittableRandom random;
    private final int[] ports;

    /** @param ports where the servers listen */
    public Churn(long seed, int... ports) {
        random = new SplittableRandom(seed);
        this.ports = ports.clone();
    }

    /** {@return how many peers of each kind there were} */
    public Map<Manners, Long> peers() {
        return peers;
    }

    /** Sends one more peer. */
    public void next() throws IOException {
        int port = ports[random.nextInt(ports.length)];
        Manners manners = any();
        peers.merge(manners, 1L, Long::sum);
        if (manners == Manners.NEVER_READS) {
            try (Glutton glutton = new Glutton(port)) {
                glutton.ask(MOST_ASKED);
            } catch (IOException dropped) {
                // As it deserves, if it takes nothing for longer than the server puts up with.
            }
            return;
        }
        try (Peer peer = Peer.connect(port)) {
            behave(peer, manners);
        }
    }

    /** Those who take their time are few, or little else would happen. */
    private Manners any() {
        int of100 = random.nextInt(100);
        if (of100 < 2) {
            return of100 == 0 ? Manners.NEVER_READS : Manners.IDLES;
        }
        return Manners.values()[of100 % 4];
    }

    private void behave(Peer peer, Manners manners) {
        switch (manners) {
            case FINISHES -> finish(peer);
            case BREAKS_OFF -> Players.inAGame(peer);
            case RESETS -> Players.inAGame(peer).send("NUMBER\nREPORT Unsure\n").reset();
            case BREAKS_RULES -> {
                BadInput input = BAD.get(random.nextInt(BAD.size()));
                assertThat(peer.send(input.text()).lines()).last().asString().startsWith("ERROR " + input.code() + " ");
            }
            default -> Players.isLeft(peer, "IDLE_TIMEOUT");
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
        Players.isLeft(peer.send("\n"));
    }
}
