package dev.warmer.tls;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.TlsConfig.PemFiles;
import dev.warmer.tls.Credentials.Pems;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a server's TLS files and applies what changed in them. Invalid files are logged once, and what is in use stays. A
 * certificate that expires soon is logged as a warning when it is applied.
 *
 * <p>Files are compared by content, so that it does not matter how they are replaced (a symbolic link that points
 * elsewhere, or a change within the resolution of the file system's clock). For use on one context.
 */
public final class CertificateReloader {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateReloader.class);
    private static final long PERIOD_MS = 1_000;
    /** How long before a certificate expires its use is logged as a warning. */
    private static final Duration EXPIRES_SOON = Duration.ofDays(14);

    private final Vertx vertx;
    private final PemFiles files;
    /** What the latest poll read. */
    private volatile Pems lastRead;
    /** What was applied last, or found to be invalid. */
    private volatile Pems lastApplied;
    /** When what the server uses expires; empty in the instances that do not poll. */
    private volatile Optional<Instant> expiry = Optional.empty();

    private long timer = -1; // of no timer; 0 would be that of another

    /** @param files the files to poll */
    public CertificateReloader(Vertx vertx, PemFiles files) {
        this.vertx = vertx;
        this.files = files;
    }

    /** {@return the credentials in the files; fails with an {@link InvalidConfigException}} */
    public Future<Credentials> read() {
        return vertx.executeBlocking(() -> {
            lastApplied = Pems.read(files);
            return Credentials.of(vertx, lastApplied);
        });
    }

    /**
     * Starts polling, after {@link #read()}. The instances of a verticle share a listening socket, so that only one of
     * them polls.
     *
     * @param deployment the verticle's id
     * @param credentials what was read
     * @param apply makes the server use new credentials
     */
    public void start(String deployment, Credentials credentials, Function<Credentials, Future<?>> apply) {
        if (vertx.sharedData().getLocalMap("warmer.tls").putIfAbsent(deployment, true) == null) {
            LOG.info("TLS enabled: {}", credentials.name());
            // The instance that listened first may have read the files before they changed.
            apply.apply(credentials).onComplete(applied -> {
                applied(credentials);
                timer = vertx.setPeriodic(PERIOD_MS, tick -> poll(apply));
            });
        }
    }

    private void applied(Credentials credentials) {
        expiry = credentials.expiry();
        expiry.filter(Instant.now().plus(EXPIRES_SOON)::isAfter)
                .ifPresent(soon -> LOG.warn("TLS certificate expires within 14 days: {}", credentials.name()));
    }

    /**
     * {@return when the certificate in use, or one of its chain, expires} Empty unless this instance polls the files. For
     * use from any thread.
     */
    public Optional<Instant> expiry() {
        return expiry;
    }

    /** Stops polling. */
    public void stop(String deployment) {
        vertx.cancelTimer(timer);
        vertx.sharedData().getLocalMap("warmer.tls").remove(deployment);
    }

    private void poll(Function<Credentials, Future<?>> apply) {
        vertx.executeBlocking(this::poll)
                .compose(changed -> changed.isEmpty()
                        ? Future.succeededFuture()
                        : apply.apply(changed.get()).onSuccess(applied -> {
                            LOG.info("TLS reloaded: {}", changed.get().name());
                            applied(changed.get());
                        }))
                .onFailure(failure -> LOG.warn("TLS files not reloaded: {}", failure.getMessage()));
    }

    /**
     * {@return new valid credentials, if the files have changed}
     *
     * <p>A change is applied when two polls in a row have read it: several files cannot be replaced at the same moment,
     * and the states between are not errors.
     */
    Optional<Credentials> poll() {
        Pems read = Pems.read(files);
        boolean stable = read.equals(lastRead);
        lastRead = read;
        if (!stable || read.equals(lastApplied)) {
            return Optional.empty();
        }
        lastApplied = read;
        return Optional.of(Credentials.of(vertx, read));
    }
}
