package dev.warmer.bench;

import dev.warmer.eventloop.ServerVerticle;
import dev.warmer.game.StrategyName;
import dev.warmer.testing.Await;
import dev.warmer.testing.Peer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;

/** Sweeps a range of a million over one connection, and prints how long each tenth takes; the first sweep warms up. */
public final class SweepTable {
    private static final int SWEEPS = 4;
    private static final int TENTH = 100_000;
    private static final int BATCH = 1000;

    private SweepTable() {}

    /** @param args none */
    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        for (StrategyName strategy : StrategyName.values()) {
            ServerVerticle server = new ServerVerticle();
            JsonObject config = new JsonObject().put("port", 0).put("strategy", strategy.toString());
            Await.result(vertx.deployVerticle(server, new DeploymentOptions().setConfig(config)));
            try (Peer peer = Peer.connect(server.port())) {
                for (int sweep = 1; sweep <= SWEEPS; sweep++) {
                    peer.send("PARAMS 1 1000000\n");
                    System.out.printf("%s, sweep %d, ms each tenth:%s%n", strategy, sweep, sweep(peer));
                }
            }
        }
        Await.result(vertx.close());
    }

    private static String sweep(Peer peer) {
        StringBuilder times = new StringBuilder();
        BitSet guesses = new BitSet();
        for (int tenth = 1; tenth <= 10; tenth++) {
            long start = System.nanoTime();
            for (int asked = 0; asked < TENTH; asked += BATCH) {
                peer.send("NUMBER\n".repeat(BATCH));
                for (int answered = 0; answered < BATCH; answered++) {
                    guesses.set(Integer.parseInt(peer.line()));
                }
            }
            times.append(' ').append(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
        if (guesses.cardinality() != 10 * TENTH) {
            throw new IllegalStateException("a guess was repeated");
        }
        return times.toString();
    }
}
