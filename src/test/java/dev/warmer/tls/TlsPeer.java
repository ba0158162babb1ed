package dev.warmer.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A client that is the JDK's alone, for whom a line is a line. */
final class TlsPeer implements AutoCloseable {
    private static final int PATIENCE_MS = 60_000;
    /** Little, so that a server soon notices when nothing is taken. */
    private static final int RECEIVE_BYTES = 1 << 15;

    private final Tap tap = new Tap();
    private final SSLSocket socket;
    private final BufferedReader in;

    /** Shakes hands in {@code protocol}. */
    TlsPeer(int port, Authority trusted, String protocol) throws IOException {
        tap.setReceiveBufferSize(RECEIVE_BYTES);
        tap.connect(new InetSocketAddress("localhost", port));
        tap.setSoTimeout(PATIENCE_MS);
        socket = (SSLSocket) context(trusted, null).getSocketFactory().createSocket(tap, "localhost", port, false);
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    }

    static SSLContext context(Authority trusted, Authority.Issued own) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("trusted", trusted.certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            KeyStore identity = KeyStore.getInstance("PKCS12");
            identity.load(null, null);
            if (own != null) {
                identity.setKeyEntry("own", own.key(), new char[0], new X509Certificate[] {own.certificate()});
            }
            keys.init(identity, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    TlsPeer send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        return this;
    }

    /** Says that no more will be sent, in TLS; TCP stays as it is. */
    TlsPeer halfClose() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** {@return the next line, or null at the end} */
    String line() throws IOException {
        return in.readLine();
    }

    List<String> lines() {
        return in.lines().toList();
    }

    /** {@return whether the server has said that no more comes, and did not just end TCP's stream} */
    boolean isCloseNotified() throws IOException {
        return line() == null && tap.endsWithAlert();
    }

    String protocol() {
        return socket.getSession().getProtocol();
    }

    /** {@return who the server says it is} */
    String server() throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                .getSubjectX500Principal()
                .getName();
    }

    @Override
    public void close() throws IOException {
        tap.close();
    }
}
