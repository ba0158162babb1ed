package dev.warmer.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The configuration of TLS, on both sides of a connection. */
public final class TlsConfig {
    private TlsConfig() {}

    /**
     * The PEM files of one side. Relative names are resolved against the working directory of the process.
     *
     * @param certificate the certificate chain that this side presents: its own certificate first
     * @param key the private key of that certificate
     * @param trust the certificates of the authorities that this side trusts
     */
    public record PemFiles(Optional<String> certificate, Optional<String> key, Optional<String> trust) {
        /** @throws InvalidConfigException if there is a certificate without a key, or the reverse */
        public PemFiles {
            if (key.isEmpty() && certificate.isPresent()) {
                throw new InvalidConfigException("certificate", quoted(certificate.get()), "only together with a key");
            }
            if (certificate.isEmpty() && key.isPresent()) {
                throw new InvalidConfigException("key", quoted(key.get()), "only together with a certificate");
            }
        }

        private static PemFiles of(Values values) {
            return new PemFiles(values.text("certificate"), values.text("key"), values.text("trust"));
        }
    }

    /**
     * TLS of a client.
     *
     * @param files the authorities that it trusts (default: those of the JVM), and the certificate that it presents to
     *     a server that requests one
     * @param verifyHost whether the server's certificate must match the configured {@code host}
     */
    public record ClientTls(PemFiles files, boolean verifyHost) {
        static ClientTls of(Map<String, Object> map) {
            Values values = new Values(map);
            return new ClientTls(PemFiles.of(values), values.bool("verifyHost"));
        }
    }

    /** Whether a server requests a certificate of its clients. */
    public enum ClientAuth {
        /** No certificate is requested. */
        NONE,
        /** A certificate is requested. A client without one is accepted, one with an untrusted certificate is not. */
        REQUEST,
        /** A trusted certificate is required. */
        REQUIRED
    }

    /**
     * TLS of a server.
     *
     * @param files its certificate and key, and the authorities of its clients' certificates
     * @param clientAuth whether it requests certificates of its clients
     */
    public record ServerTls(PemFiles files, ClientAuth clientAuth) {
        /**
         * @throws InvalidConfigException if certificates are requested and no authority is trusted, or the reverse,
         *     which would accept everybody although authorities are named
         */
        public ServerTls {
            String auth = quoted(clientAuth.name().toLowerCase(Locale.ROOT));
            if (clientAuth != ClientAuth.NONE && files.trust().isEmpty()) {
                throw new InvalidConfigException("clientAuth", auth, "only together with trust");
            }
            if (clientAuth == ClientAuth.NONE && files.trust().isPresent()) {
                throw new InvalidConfigException(
                        "trust",
                        quoted(files.trust().get()),
                        "only together with clientAuth request or required, which is " + auth);
            }
        }

        static ServerTls of(Map<String, Object> map) {
            Values values = new Values(map);
            String auth = values.string("clientAuth").toUpperCase(Locale.ROOT);
            return new ServerTls(PemFiles.of(values), ClientAuth.valueOf(auth));
        }
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
