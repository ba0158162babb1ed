package dev.warmer.tls;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.TlsConfig.PemFiles;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What one side of TLS shows of itself and whom it trusts: read from its files once, checked, and the same from then
 * on. Vert.x's options hold it, and make what the JDK's sockets take, too.
 *
 * @param identity what it shows; empty if it does not say who it is
 * @param trust whom it trusts; empty if whom the JVM does
 * @param name a word on the identity for the log
 */
public record Credentials(Optional<KeyCertOptions> identity, Optional<TrustOptions> trust, String name) {
    /**
     * Reads the files. Blocks as long as that takes.
     *
     * @throws InvalidConfigException if one cannot be read, or is not what it has to be
     */
    public static Credentials read(Vertx vertx, PemFiles files) {
        return of(vertx, Pem.Set.of(files));
    }

    static Credentials of(Vertx vertx, Pem.Set pems) {
        Optional<TrustOptions> trust = pems.trust().map(pem -> certificates(vertx, pem));
        // Read as if it were to be trusted, so that it is told apart which of the two files is at fault.
        pems.certificate().ifPresent(pem -> certificates(vertx, pem));
        Optional<Identity> identity =
                pems.certificate().flatMap(certificate -> pems.key().map(key -> Identity.of(vertx, certificate, key)));
        return new Credentials(identity.map(Identity::options), trust, name(identity));
    }

    private static PemTrustOptions certificates(Vertx vertx, Pem pem) {
        PemTrustOptions options = new PemTrustOptions().addCertValue(pem.bytes());
        try {
            options.loadKeyStore(vertx);
            return options;
        } catch (Exception e) { // Vert.x says no more of it
            throw pem.isNot("a PEM file of X.509 certificates", e.getMessage());
        }
    }

    private static String name(Optional<Identity> identity) {
        return identity.map(Identity::certificate).map(Credentials::name).orElse("no certificate");
    }

    private static String name(X509Certificate certificate) {
        return "certificate %s, valid until %s"
                .formatted(
                        certificate.getSubjectX500Principal().getName(),
                        certificate.getNotAfter().toInstant());
    }
}
