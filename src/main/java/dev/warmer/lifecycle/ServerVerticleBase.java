package dev.warmer.lifecycle;

import dev.warmer.config.ConfigReloader;
import dev.warmer.config.ServerConfig;
import dev.warmer.connection.Admission;
import dev.warmer.connection.ConnectionListener;
import dev.warmer.connection.Limits;
import dev.warmer.connection.OpenConnections;
import dev.warmer.connection.ServerState;
import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import dev.warmer.game.StrategyName;
import dev.warmer.lifecycle.ServerRegistry.Server;
import dev.warmer.metrics.ConnectionMetrics;
import dev.warmer.metrics.Driver;
import dev.warmer.metrics.DriverMetrics;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.net.SocketFile;
import dev.warmer.netty.AcceptHook;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.Transcript;
import dev.warmer.tls.CertificateReloader;
import dev.warmer.tls.Credentials;
import dev.warmer.tls.HandshakeFailure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops a server, whichever way its driver waits: configuration and its updates, TLS files and their renewal,
 * the periodic check of all connections, and the sequence of a stop. A driver says how to listen and serves the
 * connections.
 */
public abstract class ServerVerticleBase extends VerticleBase implements AcceptHook.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ServerVerticleBase.class);
    /** How long after the drain timeout connections are reset that have not delivered their last reply and lingered. */
    private static final long RESET_AFTER_MS = 3_000;
    /** How long after that Vert.x closes whatever is still open. */
    private static final long CLOSE_AFTER_MS = 3_000;

    private final Transcript transcript;
    private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
    private final OpenConnections open = new OpenConnections();
    private ServerConfig config;
    private DriverMetrics metrics;
    private ServerState state;
    private Optional<CertificateReloader> certificates = Optional.empty();

    /** @param transcript receives each line of the transcript, if the configuration wants one; must not block */
    protected ServerVerticleBase(Consumer<String> transcript) {
        this.transcript = new Transcript(transcript);
    }

    /** {@return what the verticle's JSON configuration stands for} */
    protected abstract ServerConfig readConfig(JsonObject json);

    /** {@return how the connections wait, for the metrics} */
    protected abstract Driver driver(ServerConfig read);

    /** Begins to accept connections; {@code tls} is empty for plaintext. */
    protected abstract Future<?> listen(Optional<Credentials> tls);

    /** Uses renewed TLS files for the connections to come. */
    protected abstract Future<?> updateTls(Credentials renewed);

    /**
     * Stops accepting connections, and frees the port. Connections that are open stay open for now.
     *
     * @param timeoutMs after how many milliseconds they may be closed
     */
    protected abstract Future<?> stopListening(long timeoutMs);

    /** {@return the TCP port that it listens on, once it is started} */
    public abstract int port();

    @Override
    public final Future<?> start() {
        config = readConfig(config());
        metrics = ServerMetrics.of(vertx).of(driver(config));
        state = new ServerState(ServerMetrics.of(vertx).limiter(), config.limits());
        ConfigReloader.subscribe(vertx, context, this::reconfigure);
        return config.tls()
                .map(tls -> listenWithTls(new CertificateReloader(vertx, tls.files())))
                .orElseGet(() -> listen(Optional.empty()).mapEmpty())
                .onSuccess(listening -> {
                    ServerRegistry.of(vertx).setListening(context, registration());
                    scheduleRound();
                });
    }

    private Server registration() {
        return new Server(
                metrics.driver(),
                config.socketAddress(port()),
                config.tls().isEmpty() && config.trustedProxies().isEmpty(),
                open,
                state,
                () -> certificates.flatMap(CertificateReloader::expiry));
    }

    private String address() {
        return config.address(port());
    }

    private void reconfigure(JsonObject json) {
        Limits limits = readConfig(json).limits();
        state.setLimits(limits);
        limitsChanged(limits);
    }

    /** The limits were replaced. Does nothing by default. */
    protected void limitsChanged(Limits limits) {}

    private Future<Void> listenWithTls(CertificateReloader files) {
        certificates = Optional.of(files);
        return files.read()
                .compose(read -> listen(Optional.of(read))
                        .onSuccess(listening -> files.start(deploymentID(), read, this::updateTls)))
                .mapEmpty();
    }

    private void scheduleRound() {
        vertx.setTimer(state.limits().checkInterval().toMillis(), timer -> {
            scheduleRound(); // first, so that no failure ends the checks
            checkAll();
        });
    }

    private void checkAll() {
        open.startRound();
        checkSome();
    }

    private void checkSome() {
        if (open.check(System.nanoTime())) {
            vertx.runOnContext(turn -> checkSome());
        }
    }

    @Override
    public final Future<?> stop() {
        if (state == null) {
            return Future.succeededFuture();
        }
        long delayMs = state.limits().drainDelay().toMillis();
        boolean atOnce = delayMs == 0 || ServerRegistry.of(vertx).hasStartFailed();
        return atOnce ? drain() : delayDrain(delayMs).compose(passed -> drain());
    }

    /** Reports that the server is not ready, and goes on until those who read that no longer send it clients. */
    private Future<Void> delayDrain(long delayMs) {
        if (ServerRegistry.of(vertx).setDelaying(context)) {
            LOG.info("drain delay {} ms: not ready, still accepting connections on {}", delayMs, address());
        }
        Promise<Void> passed = Promise.promise();
        vertx.setTimer(delayMs, timer -> passed.complete());
        return passed.future();
    }

    private Future<?> drain() {
        long drainMs = state.limits().drainTimeout().toMillis();
        ServerRegistry.of(vertx)
                .setDraining(context)
                .ifPresent(connections ->
                        LOG.info("draining {} connections of {}, timeout {} ms", connections, address(), drainMs));
        certificates.ifPresent(files -> files.stop(deploymentID()));
        Future<?> stopped = stopListening(drainMs + RESET_AFTER_MS + CLOSE_AFTER_MS);
        state.drain();
        checkAll();
        vertx.setTimer(Math.max(1, drainMs), timer -> {
            state.shutDown();
            checkAll();
        });
        vertx.setTimer(drainMs + RESET_AFTER_MS, timer -> open.resetAll());
        // Connections that are still accepted meanwhile are open by then.
        return stopped.eventually(this::allClosed)
                .onComplete(done -> ServerRegistry.of(vertx).remove(context));
    }

    private Future<Void> allClosed() {
        Promise<Void> closed = Promise.promise();
        Context own = context;
        open.whenEmpty(() -> own.runOnContext(last -> closed.tryComplete()));
        return closed.future();
    }

    /** {@return the connections that are open, for the driver to add to and remove from} */
    protected final OpenConnections open() {
        return open;
    }

    /** {@return what all connections of this server share} */
    protected final ServerState state() {
        return state;
    }

    /** {@return the configuration, without its updates} */
    protected final ServerConfig serverConfig() {
        return config;
    }

    /** {@return what makes the strategies of games that one thread plays; another thread needs another} */
    protected final Function<Range, Strategy> newStrategies() {
        return newStrategies(config.strategy());
    }

    /** {@return the same for a strategy that need not be the configured one} */
    protected final Function<Range, Strategy> newStrategies(StrategyName strategy) {
        return strategy.factory(random.split());
    }

    @Override
    public final void beforeBind() throws IOException {
        if (config.path().isPresent()) {
            SocketFile.removeStale(config.path().get());
        }
    }

    @Override
    public final boolean isTrusted(InetSocketAddress proxy) {
        boolean trusted = config.trustedProxies().orElseThrow().contains(proxy.getAddress());
        if (!trusted) {
            metrics.headerFailedBeforeOpen(
                    SocketAddress.inetSocketAddress(proxy), "not one of trustedProxies", false, System.nanoTime());
        }
        return trusted;
    }

    /** Admits a connection behind a proxy without its address. */
    @Override
    public final Optional<Admission> accepted(SocketAddress remote) {
        return config.trustedProxies().isPresent() ? admitted(remote, state.admit()) : admit(remote);
    }

    @Override
    public final Optional<Admission> identified(Admission admission, SocketAddress peer) {
        return admitted(peer, state.identify(admission, peer.hostAddress()));
    }

    /** {@return what a driver serves a connection by, which is open; empty if it is refused at once} */
    protected final Optional<Admission> admit(SocketAddress peer) {
        return admitted(peer, state.admit(peer.isDomainSocket() ? peer.path() : peer.hostAddress()));
    }

    /** Counts and logs a connection that is closed at once; with TLS, an ERROR line would take a handshake. */
    private Optional<Admission> admitted(SocketAddress peer, Admission admission) {
        Optional<ProtocolException> refusal = admission.refusal();
        if (refusal.isEmpty() || (config.tls().isEmpty() && admission.mayLinger())) {
            return Optional.of(admission);
        }
        metrics.refusedBeforeOpen(
                peer, refusal.get().code() + " " + refusal.get().getMessage());
        admission.release();
        return Optional.empty();
    }

    @Override
    public final Duration headerTimeout() {
        return state.limits().handshakeTimeout();
    }

    @Override
    public final void headerFailed(SocketAddress proxy, String detail, boolean isEmpty, long acceptedAt) {
        metrics.headerFailedBeforeOpen(proxy, detail, isEmpty, acceptedAt);
    }

    @Override
    public final void handshakeFailed(SocketAddress peer, Throwable cause, long acceptedAt) {
        metrics.handshakeFailedBeforeOpen(peer, HandshakeFailure.describe(cause), acceptedAt);
    }

    @Override
    public final void acceptFailed(Throwable cause) {
        metrics.failedBeforeOpen(cause);
    }

    /** {@return the listener that counts and logs the events of a connection that is open now} */
    protected final ConnectionListener newListener(SocketAddress remote) {
        Object peer = config.path().<Object>map(path -> path).orElse(remote); // a peer that has a path chose its text
        return new ConnectionMetrics(metrics, peer, config.transcript() ? Optional.of(transcript) : Optional.empty());
    }

    /** {@return the verticle's Vert.x} */
    protected final Vertx vertx() {
        return vertx;
    }
}
