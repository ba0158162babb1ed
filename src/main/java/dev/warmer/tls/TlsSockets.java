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
 * TLS for threads: lays a socket that speaks it over one that is connected. Nobody has shaken hands then; that is up
 * to who calls. Immutable; safe for use from any thread.
 */
public final class TlsSockets {
    private final SSLContext context;

    /** @param credentials the side that the sockets will be on */
    public TlsSockets(Vertx vertx, Credentials credentials) {
        try {
            context = SSLContext.getInstance("TLS");
            context.init(keys(vertx, credentials), trusted(vertx, credentials), null);
        } catch (Exception e) { // Vert.x says no more of it
            throw new IllegalStateException("what was checked cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyManager[] keys(Vertx vertx, Credentials credentials) throws Exception {
        return credentials.identity().isEmpty()
                ? null
                : credentials.identity().get().getKeyManagerFactory(vertx).getKeyManagers();
    }

    /** {@return null for those that the JVM trusts} */
    private static TrustManager[] trusted(Vertx vertx, Credentials credentials) throws Exception {
        return credentials.trust().isEmpty()
                ? null
                : credentials.trust().get().getTrustManagerFactory(vertx).getTrustManagers();
    }

    /**
     * Lays a server's side over {@code socket}, without reading or writing anything. It will not close {@code socket}
     * behind our back: the JDK would do that over what the peer still sends, and the reset could overtake the alert
     * that tells the peer what was wrong.
     */
    public SSLSocket server(Socket socket, ServerTls tls) throws IOException {
        SSLSocket over = (SSLSocket) context.getSocketFactory().createSocket(socket, null, false);
        over.setUseClientMode(false);
        SSLParameters parameters = parameters(over);
        if (tls.clientAuth() == ClientAuth.REQUIRED) {
            parameters.setNeedClientAuth(true);
        } else if (tls.clientAuth() == ClientAuth.REQUEST) {
            parameters.setWantClientAuth(true);
        }
        over.setSSLParameters(parameters);
        return over;
    }

    /** Lays a client's side over {@code socket}, which is closed with it. */
    public SSLSocket client(Socket socket, String host, ClientTls tls) throws IOException {
        SSLSocket over = (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        SSLParameters parameters = parameters(over);
        parameters.setEndpointIdentificationAlgorithm(tls.verifyHost() ? "HTTPS" : null);
        over.setSSLParameters(parameters);
        return over;
    }

    private static SSLParameters parameters(SSLSocket socket) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(TlsOptions.PROTOCOLS.toArray(String[]::new));
        return parameters;
    }
}
