package dev.warmer.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.Driver;
import dev.warmer.testing.EachDriver;
import io.vertx.core.json.JsonObject;

/** Servers that request or require a certificate of the client. */
class MutualTlsTest extends TlsTest {
    private int serve(Driver driver, String clientAuth) {
        return serve(driver, server(serverTls().put("trust", file("ca.pem")).put("clientAuth", clientAuth)));
    }

    private JsonObject with(Authority issuer) {
        Authority.Issued issued = issuer.issue("player");
        Authority.write(folder.resolve("client.pem"), issued.certificatePem());
        Authority.write(folder.resolve("client.key"), issued.keyPem());
        return clientTls().put("certificate", file("client.pem")).put("key", file("client.key"));
    }

    @EachDriver
    void trustedClientPlays(Driver server) {
        assertThat(play(server.other(), serve(server, "required"), with(authority)))
                .isEqualTo("played");
        assertThat(play(server.other(), serve(server, "request"), with(authority)))
                .isEqualTo("played");
    }

    @EachDriver
    void clientWithoutCertificateIsRejected(Driver server) throws Exception {
        int port = serve(server, "required");
        assertThat(play(server.other(), port, clientTls()))
                .contains("does the server want a certificate, or another one?")
                .doesNotContain("\n");
        assertThat(log.await("TLS handshake failed", 1).get(0)).endsWith("the other side has no certificate");
        assertThat(log.hasException()).isFalse();
    }

    @EachDriver
    void untrustedClientIsRejected(Driver server) throws Exception {
        int port = serve(server, "required");
        // The JDK's client sends no certificate whose issuer the server does not name.
        assertThat(play(server.other(), port, with(new Authority("Other CA"))))
                .contains("does the server want a certificate, or another one?");
        log.await("TLS handshake failed", 1);
        assertThat(log.hasException()).isFalse();
    }

    @EachDriver
    void requestedCertificateIsOptional(Driver server) {
        assertThat(play(server.other(), serve(server, "request"), clientTls())).isEqualTo("played");
    }
}
