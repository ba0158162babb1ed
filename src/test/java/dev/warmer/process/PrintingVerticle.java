package dev.warmer.process;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Prints the {@code name} in its config when it starts and stops. */
public final class PrintingVerticle extends VerticleBase {
    @Override
    public Future<?> start() {
        return print("start");
    }

    @Override
    public Future<?> stop() {
        return print("stop");
    }

    /** Completes after some iterations of the event loop, so that a caller that does not wait for it is detected. */
    private Future<?> print(String what) {
        println(what + "s");
        Future<Void> done = Future.succeededFuture();
        for (int turn = 0; turn < 10; turn++) {
            done = done.compose(v -> vertx.timer(1)).mapEmpty();
        }
        return done.onSuccess(v -> println("has " + (what.equals("stop") ? "stopped" : "started")));
    }

    private void println(String what) {
        System.out.println(config().getString("name") + " " + what);
    }
}
