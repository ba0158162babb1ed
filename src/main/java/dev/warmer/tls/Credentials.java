package dev.warmer.tls;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.TlsConfig.PemFiles;
import dev.warmer.tls.PemFileSet.PemFile;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.X509KeyManager;

/**
 * The certificate and the trusted authorities of one side of TLS, read from their files once and checked. Immutable;
 * held as options of Vert.x, which also make the key and trust managers for the JDK's sockets.
 *
 * @param identity its certificate and private key; empty if it has none
 * @param trust the authorities that it trusts; empty for those that the JVM trusts
 * @param name describes the certificate in the log
 */
public record Credentials(Optional<KeyCertOptions> identity, Optional<TrustOptions> trust, String name) {
    private static final String ALLOWED_KEY = "the private key of the certificate, RSA or EC, PEM and not encrypted";
    private static final byte[] SAMPLE = {1, 2, 3, 4};

    /**
     * Reads the files. Blocks.
     *
     * @throws InvalidConfigException if a file cannot be read or has invalid content
     */
    public static Credentials read(Vertx vertx, PemFiles files) {
        return of(vertx, PemFileSet.read(files));
    }

    static Credentials of(Vertx vertx, PemFileSet files) {
        Optional<TrustOptions> trust = files.trust().map(file -> certificates(vertx, file));
        // Checked by itself first, so that the error names the file at fault: the certificate or the key.
        files.certificate().ifPresent(file -> certificates(vertx, file));
        Optional<KeyCertificate> identity = files.certificate()
                .flatMap(certificate -> files.key().map(key -> KeyCertificate.of(vertx, certificate, key)));
        return new Credentials(
                identity.map(KeyCertificate::options),
                trust,
                identity.map(KeyCertificate::name).orElse("no certificate"));
    }

    private static PemTrustOptions certificates(Vertx vertx, PemFile file) {
        PemTrustOptions options = new PemTrustOptions().addCertValue(file.bytes());
        try {
            options.loadKeyStore(vertx);
            return options;
        } catch (Exception e) { // Vert.x declares nothing narrower
            throw file.invalid("a PEM file of X.509 certificates", e.getMessage());
        }
    }

    /**
     * A certificate and the private key that belongs to it.
     *
     * @param certificate the certificate itself, without the rest of the chain in its file
     */
    private record KeyCertificate(PemKeyCertOptions options, X509Certificate certificate) {
        /** @throws InvalidConfigException if the key is invalid or belongs to another certificate */
        private static KeyCertificate of(Vertx vertx, PemFile certificates, PemFile key) {
            PemKeyCertOptions options =
                    new PemKeyCertOptions().setCertValue(certificates.bytes()).setKeyValue(key.bytes());
            try {
                String alias = options.loadKeyStore(vertx).aliases().nextElement();
                X509KeyManager keys =
                        (X509KeyManager) options.getKeyManagerFactory(vertx).getKeyManagers()[0];
                X509Certificate certificate = keys.getCertificateChain(alias)[0];
                checkPair(keys.getPrivateKey(alias), certificate);
                return new KeyCertificate(options, certificate);
            } catch (Exception e) { // Vert.x declares nothing narrower
                throw key.invalid(ALLOWED_KEY, e.getMessage());
            }
        }

        private static void checkPair(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
            Signature signature =
                    Signature.getInstance(key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(key);
            signature.update(SAMPLE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(SAMPLE);
            if (!signature.verify(signed)) {
                throw new GeneralSecurityException("it is the key of another certificate");
            }
        }

        private String name() {
            return "certificate %s, valid until %s"
                    .formatted(
                            certificate.getSubjectX500Principal().getName(),
                            certificate.getNotAfter().toInstant());
        }
    }
}
