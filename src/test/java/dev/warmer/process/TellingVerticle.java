package dev.warmer.process;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Tells on standard output when it starts and stops, by the {@code name} in its config. */
public final class TellingVerticle extends VerticleBase {
    @Override
    public Future<?> start() {
        return tell("start");
    }

    @Override
    public Future<?> stop() {
        return tell("stop");
    }

    /** Takes some turns of the event loop, so that whoever does not wait for it is seen not to. */
    private Future<?> tell(String what) {
        say(what + "s");
        Future<Void> done = Future.succeededFuture();
        for (int turn = 0; turn < 10; turn++) {
            done = done.compose(v -> vertx.timer(1)).mapEmpty();
        }
        return done.onSuccess(v -> say("has " + (what.equals("stop") ? "stopped" : "started")));
    }

    private void say(String what) {
        System.out.println(config().getString("name") + " " + what);
    }
}
