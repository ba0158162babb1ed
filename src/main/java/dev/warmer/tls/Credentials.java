package dev.warmer.tls;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.TlsConfig.ClientTls;
import dev.warmer.config.TlsConfig.PemFiles;
import dev.warmer.config.TlsConfig.ServerTls;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;

/**
 * The certificate and the trusted authorities of one side of TLS, read from their files once and checked. Immutable;
 * held as options of Vert.x, of which {@link TlsSockets} makes the key and trust managers for the JDK's sockets.
 *
 * @param identity its certificate and private key; empty if it has none
 * @param trust the authorities that it trusts; empty for those that the JVM trusts
 * @param name describes the certificate in the log
 * @param expiry when the certificate or the first of its chain is no longer valid; empty if it has none
 */
public record Credentials(
        Optional<KeyCertOptions> identity, Optional<TrustOptions> trust, String name, Optional<Instant> expiry) {
    /** Older versions are insecure. */
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private static final String ALLOWED_KEY = "the private key of the certificate, RSA or EC, PEM and not encrypted";
    private static final byte[] SAMPLE = {1, 2, 3, 4};

    /**
     * Reads the files. Blocks.
     *
     * @throws InvalidConfigException if a file cannot be read or has invalid content
     */
    public static Credentials read(Vertx vertx, PemFiles files) {
        return of(vertx, Pems.read(files));
    }

    /** @throws InvalidConfigException if a file could not be read or has invalid content */
    static Credentials of(Vertx vertx, Pems files) {
        Optional<TrustOptions> trust = files.trust().map(file -> certificates(vertx, file));
        if (files.certificate().isEmpty() || files.key().isEmpty()) {
            return new Credentials(Optional.empty(), trust, "no certificate", Optional.empty());
        }
        Pem certificates = files.certificate().get();
        Pem key = files.key().get();
        // Checked by itself first, so that the error names the file at fault: the certificate or the key.
        certificates(vertx, certificates);
        PemKeyCertOptions identity =
                new PemKeyCertOptions().setCertValue(certificates.bytes()).setKeyValue(key.bytes());
        try {
            X509Certificate[] chain = checked(vertx, identity);
            return new Credentials(Optional.of(identity), trust, nameOf(chain[0]), Optional.of(expiryOf(chain)));
        } catch (Exception e) { // Vert.x declares nothing narrower
            throw key.invalid(ALLOWED_KEY, e.getMessage());
        }
    }

    private static PemTrustOptions certificates(Vertx vertx, Pem file) {
        PemTrustOptions options = new PemTrustOptions().addCertValue(file.bytes());
        try {
            options.loadKeyStore(vertx);
            return options;
        } catch (Exception e) { // Vert.x declares nothing narrower
            throw file.invalid("a PEM file of X.509 certificates", e.getMessage());
        }
    }

    /** {@return the certificate, followed by the rest of its chain; throws an exception if the key is not its key} */
    private static X509Certificate[] checked(Vertx vertx, PemKeyCertOptions identity) throws Exception {
        String alias = identity.loadKeyStore(vertx).aliases().nextElement();
        X509KeyManager keys =
                (X509KeyManager) identity.getKeyManagerFactory(vertx).getKeyManagers()[0];
        X509Certificate[] chain = keys.getCertificateChain(alias);
        PrivateKey key = keys.getPrivateKey(alias);
        Signature signature =
                Signature.getInstance(key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
        signature.initSign(key);
        signature.update(SAMPLE);
        byte[] signed = signature.sign();
        signature.initVerify(chain[0].getPublicKey());
        signature.update(SAMPLE);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("it is the key of another certificate");
        }
        return chain;
    }

    private static String nameOf(X509Certificate certificate) {
        return "certificate %s, valid until %s"
                .formatted(
                        certificate.getSubjectX500Principal().getName(),
                        certificate.getNotAfter().toInstant());
    }

    private static Instant expiryOf(X509Certificate[] chain) {
        return Stream.of(chain)
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /**
     * Enables TLS for a server of Vert.x.
     *
     * @param handshakeTimeout how long a handshake may take
     */
    public void enable(NetServerOptions options, ServerTls tls, Duration handshakeTimeout) {
        options.setSsl(true)
                // A handshake computes for milliseconds, too long for an event loop.
                .setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true))
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSslHandshakeTimeout(handshakeTimeout.toMillis());
        fill(options.getSslOptions(), tls);
    }

    /** {@return the options to update a server of Vert.x with that is listening} */
    public ServerSSLOptions serverOptions(ServerTls tls) {
        return fill(new ServerSSLOptions(), tls);
    }

    /** {@return the options of the connections of a client of Vert.x} */
    public ClientSSLOptions clientOptions(ClientTls tls) {
        return fill(new ClientSSLOptions().setHostnameVerificationAlgorithm(tls.verifyHost() ? "HTTPS" : ""));
    }

    private ServerSSLOptions fill(ServerSSLOptions options, ServerTls tls) {
        return fill(options.setClientAuth(tls.clientAuth()));
    }

    private <T extends SSLOptions> T fill(T options) {
        options.setEnabledSecureTransportProtocols(new LinkedHashSet<>(PROTOCOLS));
        identity.ifPresent(options::setKeyCertOptions);
        trust.ifPresent(options::setTrustOptions);
        return options;
    }

    /**
     * The contents of all files, read together: a key is checked against its certificate and both are used with the
     * same bytes, whatever happens to the files meanwhile.
     */
    record Pems(Optional<Pem> certificate, Optional<Pem> key, Optional<Pem> trust) {
        /** Reads the files. Blocks. */
        static Pems read(PemFiles files) {
            return new Pems(
                    files.certificate().map(name -> Pem.read("certificate", name)),
                    files.key().map(name -> Pem.read("key", name)),
                    files.trust().map(name -> Pem.read("trust", name)));
        }
    }

    /**
     * The content of one file.
     *
     * @param key the configuration key that names the file
     * @param name the file
     * @param content its content; empty if it cannot be read
     * @param problem why it cannot be read, otherwise empty
     */
    private record Pem(String key, String name, Optional<Buffer> content, String problem) {
        private static Pem read(String key, String name) {
            try {
                return new Pem(key, name, Optional.of(Buffer.buffer(Files.readAllBytes(Path.of(name)))), "");
            } catch (IOException | RuntimeException e) {
                return new Pem(key, name, Optional.empty(), problem(e));
            }
        }

        private static String problem(Exception e) {
            return e instanceof NoSuchFileException
                    ? "file not found"
                    : e instanceof AccessDeniedException ? "permission denied" : "cannot be read: " + e.getMessage();
        }

        /** @throws InvalidConfigException if the file could not be read */
        Buffer bytes() {
            return content.orElseThrow(() -> invalid("a readable file", problem));
        }

        InvalidConfigException invalid(String allowed, String problem) {
            return new InvalidConfigException(
                    "tls." + key,
                    '"' + name + '"',
                    allowed + "; " + String.valueOf(problem).lines().findFirst().orElse(""));
        }

        /** Without the content, which may be a private key. */
        @Override
        public String toString() {
            return key + " " + name;
        }
    }
}
