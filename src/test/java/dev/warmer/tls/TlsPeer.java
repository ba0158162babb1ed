package dev.warmer.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.warmer.testing.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A peer that uses the JDK's TLS. */
final class TlsPeer extends Peer {
    /** So small that the server's writes soon block while nothing is read. */
    private static final int RECEIVE_BYTES = 1 << 15;

    private final RecordingSocket tcp;
    private final SSLSocket socket;

    private TlsPeer(RecordingSocket tcp, SSLSocket socket) {
        super(socket);
        this.tcp = tcp;
        this.socket = socket;
    }

    /** Connects to a server on this machine, and completes the handshake with this version of TLS. */
    static TlsPeer connect(int port, Authority trusted, String protocol) throws IOException {
        return connect(port, trusted, protocol, "");
    }

    /** The same behind what precedes the handshake. A character stands for a byte. */
    static TlsPeer connect(int port, Authority trusted, String protocol, String preamble) throws IOException {
        RecordingSocket tcp = new RecordingSocket();
        tcp.setReceiveBufferSize(RECEIVE_BYTES);
        tcp.connect(new InetSocketAddress("localhost", port));
        tcp.getOutputStream().write(preamble.getBytes(ISO_8859_1));
        SSLSocket socket =
                (SSLSocket) context(trusted, null).getSocketFactory().createSocket(tcp, "localhost", port, false);
        socket.setEnabledProtocols(new String[] {protocol});
        TlsPeer peer = new TlsPeer(tcp, socket);
        socket.startHandshake();
        return peer;
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

    /** {@return whether the input ends here, with a {@code close_notify} before the end of TCP's stream} */
    boolean isCloseNotified() {
        return line() == null && tcp.endsWithAlert();
    }

    String protocol() {
        return socket.getSession().getProtocol();
    }

    /** {@return the subject of the server's certificate} */
    String server() throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                .getSubjectX500Principal()
                .getName();
    }

    /** Closes TCP, without a {@code close_notify}. */
    @Override
    public void close() {
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
