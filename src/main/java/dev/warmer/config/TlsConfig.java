package dev.warmer.config;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/** The configuration of TLS, on both sides of a connection. */
public final class TlsConfig {
    private TlsConfig() {}

    /**
     * The PEM files of one side. Relative names are resolved against the working directory of the process.
     *
     * @param certificate the certificate chain that this side presents: its own certificate first
     * @param key the private key of that certificate; present if and only if it is
     * @param trust the certificates of the authorities that this side trusts
     */
    public record PemFiles(Optional<String> certificate, Optional<String> key, Optional<String> trust) {
        static PemFiles of(JsonObject json) {
            return new PemFiles(
                    Optional.ofNullable(json.getString("certificate")),
                    Optional.ofNullable(json.getString("key")),
                    Optional.ofNullable(json.getString("trust")));
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
        static ClientTls of(JsonObject json) {
            return new ClientTls(PemFiles.of(json), json.getBoolean("verifyHost"));
        }
    }

    /**
     * TLS of a server.
     *
     * @param files its certificate and key, and the authorities of its clients' certificates
     * @param clientAuth whether it requests certificates of its clients. With {@code REQUEST}, a client without one is
     *     accepted, one with an untrusted certificate is not.
     */
    public record ServerTls(PemFiles files, ClientAuth clientAuth) {
        /**
         * @throws InvalidConfigException if certificates are requested and no authority is trusted, or the reverse,
         *     which would accept everybody although authorities are named
         */
        public ServerTls {
            boolean requested = clientAuth != ClientAuth.NONE;
            if (requested != files.trust().isPresent()) {
                String auth = Json.encode(clientAuth.name().toLowerCase(Locale.ROOT));
                throw new InvalidConfigException(
                        "clientAuth", auth, requested ? "only together with trust" : "request or required with trust");
            }
        }

        static ServerTls of(JsonObject json) {
            String auth = json.getString("clientAuth").toUpperCase(Locale.ROOT);
            return new ServerTls(PemFiles.of(json), ClientAuth.valueOf(auth));
        }
    }
}
