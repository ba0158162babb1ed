package dev.warmer.tls;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.TlsConfig.PemFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a server's files now and then, and has the server go on with what is new in them. What is no good is told
 * once, and the server goes on with what it has.
 *
 * <p>The files are compared by what is in them, whichever way they were replaced: by a link that now points elsewhere,
 * say, or within the grain of the file system's clock. For use on one context.
 */
public final class Reload {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);
    private static final long PERIOD_MS = 1_000;

    private final Vertx vertx;
    private final PemFiles files;
    /** What was there at the last look. */
    private volatile Pem.Set seen;
    /** What was there when it was last made use of, or found to be no good. */
    private volatile Pem.Set tried;

    private volatile boolean stopped;

    /** @param files what to look at */
    public Reload(Vertx vertx, PemFiles files) {
        this.vertx = vertx;
        this.files = files;
    }

    /** {@return what is in the files, or an {@link InvalidConfigException}} */
    public Future<Credentials> read() {
        return vertx.executeBlocking(() -> {
            tried = Pem.Set.of(files);
            return Credentials.of(vertx, tried);
        });
    }

    /**
     * Goes on looking after {@link #read()}. Of the instances of a verticle, which share what Vert.x listens with, just
     * one does.
     *
     * @param deployment the verticle's id
     * @param credentials what was read
     * @param use has the server go on with what is new
     */
    public void start(String deployment, Credentials credentials, Function<Credentials, Future<?>> use) {
        if (vertx.sharedData().getLocalMap("warmer.tls").putIfAbsent(deployment, true) == null) {
            LOG.info("TLS with {}", credentials.name());
            // Another instance may have been the first to listen, and read the files before they changed.
            use.apply(credentials).onComplete(used -> lookLater(use));
        }
    }

    /** Looks no more. */
    public void stop(String deployment) {
        stopped = true;
        vertx.sharedData().getLocalMap("warmer.tls").remove(deployment);
    }

    private void lookLater(Function<Credentials, Future<?>> use) {
        vertx.setTimer(
                PERIOD_MS,
                time -> vertx.executeBlocking(this::look)
                        .compose(fresh -> fresh.isEmpty() ? Future.succeededFuture() : use(fresh.get(), use))
                        .onComplete(looked -> {
                            if (!stopped) {
                                told(looked.cause());
                                lookLater(use);
                            }
                        }));
    }

    private static void told(Throwable failure) {
        if (failure != null) {
            LOG.warn("the TLS files in use are kept: {}", failure.getMessage());
        }
    }

    private static Future<?> use(Credentials fresh, Function<Credentials, Future<?>> use) {
        return use.apply(fresh).onSuccess(used -> LOG.info("TLS goes on with {}", fresh.name()));
    }

    /**
     * {@return what is new and good, if anything}
     *
     * <p>A change must be there at two looks before it counts: several files cannot be replaced at the same moment, and
     * what is between is nothing to complain of.
     */
    Optional<Credentials> look() {
        Pem.Set now = Pem.Set.of(files);
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || now.equals(tried)) {
            return Optional.empty();
        }
        tried = now;
        return Optional.of(Credentials.of(vertx, now));
    }
}
