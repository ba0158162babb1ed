package dev.warmer.tls;

import dev.warmer.config.TlsConfig.ClientAuth;
import dev.warmer.config.TlsConfig.ClientTls;
import dev.warmer.config.TlsConfig.ServerTls;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * Layers TLS over connected blocking sockets. The handshake is left to the caller. Immutable and thread-safe.
 */
public final class TlsSockets {
    private final SSLContext context;

    /** @param credentials those of the server's or the client's side */
    public TlsSockets(Vertx vertx, Credentials credentials) {
        try {
            context = SSLContext.getInstance("TLS");
            context.init(keys(vertx, credentials), trusted(vertx, credentials), null);
        } catch (Exception e) { // Vert.x declares nothing narrower
            throw new IllegalStateException("checked credentials cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyManager[] keys(Vertx vertx, Credentials credentials) throws Exception {
        return credentials.identity().isEmpty()
                ? null
                : credentials.identity().get().getKeyManagerFactory(vertx).getKeyManagers();
    }

    /** {@return null for the JVM's own trust managers} */
    private static TrustManager[] trusted(Vertx vertx, Credentials credentials) throws Exception {
        return credentials.trust().isEmpty()
                ? null
                : credentials.trust().get().getTrustManagerFactory(vertx).getTrustManagers();
    }

    /**
     * Layers a server's side over {@code socket}, without reading or writing. It does not close {@code socket}: the JDK
     * would do that with input unread, and the reset could overtake the alert that says what was wrong.
     */
    public SSLSocket server(Socket socket, ServerTls tls) throws IOException {
        SSLSocket layered = (SSLSocket) context.getSocketFactory().createSocket(socket, null, false);
        layered.setUseClientMode(false);
        SSLParameters parameters = parameters(layered);
        if (tls.clientAuth() == ClientAuth.REQUIRED) {
            parameters.setNeedClientAuth(true);
        } else if (tls.clientAuth() == ClientAuth.REQUEST) {
            parameters.setWantClientAuth(true);
        }
        layered.setSSLParameters(parameters);
        return layered;
    }

    /** Layers a client's side over {@code socket}, which is closed with it. */
    public SSLSocket client(Socket socket, String host, ClientTls tls) throws IOException {
        SSLSocket layered = (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        SSLParameters parameters = parameters(layered);
        parameters.setEndpointIdentificationAlgorithm(tls.verifyHost() ? "HTTPS" : null);
        layered.setSSLParameters(parameters);
        return layered;
    }

    private static SSLParameters parameters(SSLSocket socket) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(TlsOptions.PROTOCOLS.toArray(String[]::new));
        return parameters;
    }
}
