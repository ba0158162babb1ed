package dev.warmer.tls;

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
    private static final String[] PROTOCOLS = Credentials.PROTOCOLS.toArray(String[]::new);

    private final SSLContext context;

    /** @param credentials those of the server's or the client's side */
    public TlsSockets(Vertx vertx, Credentials credentials) {
        try {
            context = SSLContext.getInstance("TLS");
            KeyManager[] keys = null;
            TrustManager[] trusted = null; // those of the JVM
            if (credentials.identity().isPresent()) {
                keys = credentials.identity().get().getKeyManagerFactory(vertx).getKeyManagers();
            }
            if (credentials.trust().isPresent()) {
                trusted =
                        credentials.trust().get().getTrustManagerFactory(vertx).getTrustManagers();
            }
            context.init(keys, trusted, null);
        } catch (Exception e) { // Vert.x declares nothing narrower
            throw new IllegalStateException("checked credentials cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Layers a server's side over {@code socket}, without reading or writing. It does not close {@code socket}: the JDK
     * would do that with input unread, and the reset could overtake the alert that says what was wrong.
     */
    public SSLSocket server(Socket socket, ServerTls tls) throws IOException {
        SSLSocket layered = (SSLSocket) context.getSocketFactory().createSocket(socket, null, false);
        layered.setUseClientMode(false);
        layered.setEnabledProtocols(PROTOCOLS);
        switch (tls.clientAuth()) {
            case REQUIRED -> layered.setNeedClientAuth(true);
            case REQUEST -> layered.setWantClientAuth(true);
            case NONE -> layered.setWantClientAuth(false);
        }
        return layered;
    }

    /** Layers a client's side over {@code socket}, which is closed with it. */
    public SSLSocket client(Socket socket, String host, ClientTls tls) throws IOException {
        SSLSocket layered = (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        layered.setEnabledProtocols(PROTOCOLS);
        SSLParameters parameters = layered.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(tls.verifyHost() ? "HTTPS" : null);
        layered.setSSLParameters(parameters);
        return layered;
    }
}
