package dev.warmer.process;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * A verticle whose start completes when the {@code file} in its config exists, and whose stop completes when the thread
 * {@code main}, which starts the program, has ended.
 */
public final class FileAwaitingVerticle extends VerticleBase {
    @Override
    public Future<?> start() {
        System.out.println("starting");
        Path file = Path.of(config().getString("file"));
        return await(() -> Files.exists(file));
    }

    @Override
    public Future<?> stop() {
        return await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("main")));
    }

    private Future<Void> await(BooleanSupplier condition) {
        Promise<Void> found = Promise.promise();
        vertx.setPeriodic(1, timer -> {
            if (condition.getAsBoolean()) {
                vertx.cancelTimer(timer);
                found.complete();
            }
        });
        return found.future();
    }
}
