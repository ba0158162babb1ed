package dev.warmer.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that ask for a certificate. */
class MutualTlsTest extends TlsTest {
    private static final String ALL = """
            EVENT_LOOP, EVENT_LOOP
            EVENT_LOOP, THREADS
            THREADS, EVENT_LOOP
            THREADS, THREADS
            """;

    private int serve(Driver driver, String clientAuth) {
        return driver.serve(
                vertx, server(serverTls().put("trust", file("ca.pem")).put("clientAuth", clientAuth)));
    }

    private JsonObject with(Authority issuer) {
        Authority.Issued issued = issuer.issue("player");
        Authority.write(folder.resolve("client.pem"), issued.certificatePem());
        Authority.write(folder.resolve("client.key"), issued.keyPem());
        return clientTls().put("certificate", file("client.pem")).put("key", file("client.key"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = ALL)
    void trustedClientPlays(Driver server, Driver client) {
        assertThat(client.play(vertx, serve(server, "required"), with(authority)))
                .isEqualTo("played");
        assertThat(client.play(vertx, serve(server, "request"), with(authority)))
                .isEqualTo("played");
    }

    @ParameterizedTest
    @CsvSource(textBlock = ALL)
    void clientWithoutCertificateIsRejected(Driver server, Driver client) throws Exception {
        int port = serve(server, "required");
        assertThat(client.play(vertx, port, clientTls()))
                .contains("does the server want a certificate, or another one?")
                .doesNotContain("\n");
        assertThat(log.await("TLS handshake failed", 1).get(0)).endsWith("the other side has no certificate");
        assertThat(log.hasStack()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = ALL)
    void untrustedClientIsRejected(Driver server, Driver client) throws Exception {
        int port = serve(server, "required");
        // The JDK's client shows no certificate to a server that would not trust it.
        assertThat(client.play(vertx, port, with(new Authority("Other CA"))))
                .contains("does the server want a certificate, or another one?");
        assertThat(log.await("TLS handshake failed", 1)).isNotEmpty();
        assertThat(log.hasStack()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = ALL)
    void requestedCertificateIsOptional(Driver server, Driver client) {
        assertThat(client.play(vertx, serve(server, "request"), clientTls())).isEqualTo("played");
    }
}
