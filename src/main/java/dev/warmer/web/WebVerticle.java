package dev.warmer.web;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.Schema;
import dev.warmer.config.ServerConfig;
import dev.warmer.connection.Admission;
import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.connection.ConnectionListener;
import dev.warmer.connection.Limits;
import dev.warmer.connection.ServerConnection;
import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import dev.warmer.game.StrategyName;
import dev.warmer.lifecycle.OutputQueue;
import dev.warmer.lifecycle.ServerRegistry.Server;
import dev.warmer.lifecycle.ServerVerticleBase;
import dev.warmer.metrics.Driver;
import dev.warmer.net.BindFailedException;
import dev.warmer.netty.AcceptHook;
import dev.warmer.netty.TcpChannel;
import dev.warmer.pages.Pages;
import dev.warmer.protocol.ReplyBuffer;
import dev.warmer.tls.Credentials;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server for browsers: the pages over HTTP, and the protocol of the TCP servers over WebSocket, one line per message,
 * under the same limits.
 *
 * <p>Any number of instances may be deployed; Vert.x distributes the connections.
 */
public final class WebVerticle extends ServerVerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(WebVerticle.class);
    private static final int IDLE_SECONDS = 30;
    /** How much longer than a line a frame may be and still be answered by an ERROR line. */
    private static final int LONGER_FRAME_BYTES = 4096;
    /** How many connections a browser opens to load a page. */
    private static final int PAGE_CONNECTIONS = 6;

    private final ConnectionLimiter httpConnections = new ConnectionLimiter();
    private final ReplyBuffer replies = new ReplyBuffer(); // shared by all connections of this event loop
    private final Map<StrategyName, Function<Range, Strategy>> strategies = new EnumMap<>(StrategyName.class);
    private Origins origins;
    private Drivers drivers;
    private HttpServer server;

    /** Prints its transcript, if the configuration wants one, on standard output. */
    public WebVerticle() {
        this(OutputQueue.STDOUT::offer);
    }

    /** @param transcript receives each line of the transcript, on the event loop */
    public WebVerticle(Consumer<String> transcript) {
        super(transcript);
    }

    @Override
    protected ServerConfig readConfig(JsonObject json) {
        ServerConfig config = Schema.WEB.read(json);
        if (config.reusePort() && !vertx.isNativeTransportEnabled()) { // Vert.x would ignore it
            throw new InvalidConfigException("reusePort", true, "false with the transport nio");
        }
        return config;
    }

    @Override
    protected Driver driver(ServerConfig config) {
        return Driver.WEB;
    }

    @Override
    protected Future<?> listen(Optional<Credentials> tls) {
        ServerConfig config = serverConfig();
        origins = new Origins(config.tls().isPresent() ? "https" : "http", config.origins());
        drivers = new Drivers(vertx);
        List.of(StrategyName.values()).forEach(name -> strategies.put(name, newStrategies(name)));
        HttpServerOptions options = options(config.limits().maxLineLength() + LONGER_FRAME_BYTES);
        options.setAcceptBacklog(config.backlog()).setReusePort(config.reusePort());
        tls.ifPresent(credentials -> credentials.enable(
                options, config.tls().orElseThrow(), config.limits().handshakeTimeout()));
        options.setUseProxyProtocol(config.trustedProxies().isPresent());
        server = AcceptHook.createHttpServer(vertx, options, this)
                .requestHandler(router())
                .connectionHandler(this::connected)
                .exceptionHandler(this::acceptFailed); // a TLS handshake, too
        return server.listen(config.socketAddress(config.port()))
                .recover(cause -> Future.failedFuture(new BindFailedException(config.address(config.port()), cause)))
                .onSuccess(listening -> LOG.info("listening on {}", origins.of(config.host(), listening.actualPort())));
    }

    /** @param maxFrameBytes Netty keeps a frame until it is complete, and closes a connection with a longer one */
    private static HttpServerOptions options(int maxFrameBytes) {
        HttpServerOptions options = new HttpServerOptions()
                .setMaxInitialLineLength(1024)
                .setMaxHeaderSize(8192)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxWebSocketFrameSize(maxFrameBytes);
        options.setTcpNoDelay(true)
                .setSendBufferSize(Limits.SEND_BUFFER_BYTES)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return options;
    }

    private Router router() {
        Router router = Pages.router(vertx, "/, /race, /drivers, /play (WebSocket)");
        router.get("/").handler(Pages.page("play.html"));
        router.get("/race").handler(Pages.page("race.html"));
        router.get("/play").handler(this::upgrade);
        router.get("/drivers")
                .handler(context -> context.json(new JsonObject()
                        .put(
                                "drivers",
                                new JsonArray(List.copyOf(drivers.listening().keySet())))));
        return router;
    }

    /** Connections that load pages do not count as players, but they have limits of their own, which include players. */
    private void connected(HttpConnection connection) {
        TcpChannel channel = new TcpChannel(connection);
        Admission admission =
                httpConnections.admit(connection.remoteAddress().hostAddress(), httpLimits(state().limits()));
        channel.onClose(admission::release);
        connection.exceptionHandler(e -> LOG.debug("a connection failed: {}", e.toString()));
        admission.refusal().ifPresent(refusal -> {
            LOG.debug("{}: closed: {}", connection.remoteAddress(), refusal.getMessage());
            channel.reset();
        });
    }

    private static Limits httpLimits(Limits players) {
        int perAddress = players.maxConnectionsPerAddress();
        return players.withConnections(
                2 * players.maxConnections(), perAddress == 0 ? 0 : perAddress + PAGE_CONNECTIONS);
    }

    private void upgrade(RoutingContext context) {
        HttpServerRequest request = context.request();
        String driver = request.getParam("driver");
        String name = request.getParam("strategy", serverConfig().strategy().toString());
        Optional<StrategyName> strategy = strategies.keySet().stream()
                .filter(known -> known.toString().equalsIgnoreCase(name))
                .findAny();
        Map<String, Server> servers = drivers.listening();
        if (driver != null && !servers.containsKey(driver)) {
            Pages.reject(context, 400, "driver is not allowed: one of " + servers.keySet());
        } else if (driver != null && request.getParam("strategy") != null) {
            Pages.reject(context, 400, "strategy is not allowed with driver: it is that of the driver's server");
        } else if (strategy.isEmpty()) {
            Pages.reject(context, 400, "strategy is not allowed: one of " + strategies.keySet());
        } else if (isWebSocket(context)) {
            admit(request.remoteAddress())
                    .ifPresentOrElse(
                            admission ->
                                    upgrade(request, admission, strategies.get(strategy.get()), servers.get(driver)),
                            () -> Pages.reject(context, 503, "connection limit reached; retry later"));
        }
    }

    /** {@return whether a WebSocket may be opened; if not, the request is rejected} */
    private boolean isWebSocket(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
            context.response().putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
            Pages.reject(context, 426, "this path is for WebSockets");
            return false;
        } else if (hasBody(request)) {
            Pages.reject(context, 400, "a request for a WebSocket has no body");
            return false;
        } else if (!origins.allow(request)) {
            Pages.reject(context, 403, "this origin is not allowed; see the key origins of the configuration");
            return false;
        }
        return true;
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || (request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                        && !request.headers().contains(HttpHeaders.CONTENT_LENGTH, "0", false)); // which Java 17 sends
    }

    /** @param server of another driver, which executes the lines; null if this one does */
    private void upgrade(
            HttpServerRequest request, Admission admission, Function<Range, Strategy> strategy, Server server) {
        TcpChannel channel = new TcpChannel(request.connection());
        channel.onClose(admission::release);
        request.toWebSocket()
                .onSuccess(socket -> {
                    if (server == null || admission.refusal().isPresent()) {
                        open(socket, channel, admission, strategy);
                    } else {
                        relay(socket, channel, admission, server);
                    }
                })
                // Or each invalid request of one connection would keep a place until that is closed.
                .onFailure(invalid -> request.connection().close());
    }

    private void open(
            ServerWebSocket socket, TcpChannel channel, Admission admission, Function<Range, Strategy> strategy) {
        ServerConnection connection =
                state().open(admission, strategy, replies, newListener(socket.remoteAddress()), System.nanoTime());
        new PeerConnection(socket, channel, state(), connection).start(open());
    }

    private void relay(ServerWebSocket socket, TcpChannel channel, Admission admission, Server server) {
        ConnectionListener listener = newListener(socket.remoteAddress());
        Relay relay = new Relay(state().limits().maxLineLength(), listener, drivers.connect(server));
        ServerConnection connection = state().open(admission, relay, replies, listener, System.nanoTime());
        PeerConnection peer = new PeerConnection(socket, channel, state(), connection);
        relay.start(peer);
        peer.start(open());
    }

    @Override
    protected Future<?> updateTls(Credentials renewed) {
        return server.updateSSLOptions(
                renewed.serverOptions(serverConfig().tls().orElseThrow()));
    }

    @Override
    protected Future<?> stopListening(long timeoutMs) {
        return server == null ? Future.succeededFuture() : server.shutdown(timeoutMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public int port() {
        return server.actualPort();
    }
}
