package dev.warmer.process;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;

/** A verticle whose start does not complete. */
public final class NeverStartedVerticle extends VerticleBase {
    @Override
    public Future<?> start() {
        System.out.println("starting");
        return Promise.promise().future();
    }
}
