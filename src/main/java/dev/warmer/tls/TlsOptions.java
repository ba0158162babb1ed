package dev.warmer.tls;

import dev.warmer.config.TlsConfig.ClientTls;
import dev.warmer.config.TlsConfig.ServerTls;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes the TLS options of Vert.x's servers and clients. */
public final class TlsOptions {
    /** Older versions are insecure. */
    static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private TlsOptions() {}

    /**
     * Enables TLS for a server.
     *
     * @param handshakeTimeout how long a handshake may take
     */
    public static void server(
            NetServerOptions options, ServerTls tls, Credentials credentials, Duration handshakeTimeout) {
        options.setSsl(true)
                // A handshake computes for milliseconds, too long for an event loop.
                .setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true))
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSslHandshakeTimeout(handshakeTimeout.toMillis());
        fill(options.getSslOptions(), tls, credentials);
    }

    /** {@return the options to update a server with that is listening} */
    public static ServerSSLOptions server(ServerTls tls, Credentials credentials) {
        return fill(new ServerSSLOptions(), tls, credentials);
    }

    /** {@return the options of a client's connections} */
    public static ClientSSLOptions client(ClientTls tls, Credentials credentials) {
        return fill(
                new ClientSSLOptions().setHostnameVerificationAlgorithm(tls.verifyHost() ? "HTTPS" : ""), credentials);
    }

    private static ServerSSLOptions fill(ServerSSLOptions options, ServerTls tls, Credentials credentials) {
        return fill(options.setClientAuth(tls.clientAuth()), credentials);
    }

    private static <T extends SSLOptions> T fill(T options, Credentials credentials) {
        options.setEnabledSecureTransportProtocols(new LinkedHashSet<>(PROTOCOLS));
        credentials.identity().ifPresent(options::setKeyCertOptions);
        credentials.trust().ifPresent(options::setTrustOptions);
        return options;
    }
}
