package dev.warmer.tls;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.EachDriver;
import dev.warmer.testing.Ports;
import io.vertx.core.DeploymentOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** TLS files that change while a server runs. */
class TlsReloadTest extends TlsTest {
    private static final String KEPT = "TLS files not reloaded: ";

    private String certificateOf(int port) throws Exception {
        try (TlsPeer peer = peer(port, "TLSv1.3")) {
            return peer.server();
        }
    }

    /** The name is not localhost, which the JDK does not check unless it is configured to. */
    private void renew(String name) {
        authority.write(folder, "server", authority.issue(name));
    }

    @EachDriver
    void newConnectionsUseTheNewCertificateAndOpenOnesContinue(Driver server) throws Exception {
        int port = serve(server);
        try (TlsPeer old = peer(port, "TLSv1.3")) {
            assertThat(old.send("PARAMS 7 7\nNUMBER\n").line()).isEqualTo("7");
            renew("renewed");
            log.await("TLS reloaded: certificate CN=renewed", 1);
            assertThat(certificateOf(port)).isEqualTo("CN=renewed");
            assertThat(old.server()).isEqualTo("CN=localhost");
            assertThat(old.send("PARAMS 8 8\nNUMBER\n").line()).isEqualTo("8");
        }
        assertThat(log.messages(KEPT)).isEmpty();
    }

    @Test
    void invalidFileKeepsTheCertificateAndIsLoggedOnce() throws Exception {
        int port = serve(Driver.EVENT_LOOP);
        Authority.write(folder.resolve("server.key"), "no key");
        assertThat(log.await(KEPT, 1).get(0)).contains("tls.key: ").contains(file("server.key"));
        assertThat(certificateOf(port)).isEqualTo("CN=localhost");
        renew("valid");
        log.await("TLS reloaded: certificate CN=valid", 1);
        assertThat(certificateOf(port)).isEqualTo("CN=valid");
        assertThat(log.messages(KEPT)).hasSize(1);
        assertThat(log.hasException()).isFalse();
    }

    @Test
    void certificateThatExpiresWithin14DaysIsAWarningAtStartAndReload() {
        authority.write(folder, "server", authority.issue("localhost", Duration.ofDays(13)));
        serve(Driver.EVENT_LOOP);
        log.await("TLS certificate expires within 14 days: certificate CN=localhost, valid until ", 1);
        authority.write(folder, "server", authority.issue("renewed", Duration.ofDays(15)));
        log.await("TLS reloaded: certificate CN=renewed", 1);
        authority.write(folder, "server", authority.issue("late", Duration.ofDays(13)));
        log.await("TLS certificate expires within 14 days: certificate CN=late, valid until ", 1);
        assertThat(log.lines(Level.WARN)).hasSize(2);
    }

    @EachDriver
    void authoritiesAreReloaded(Driver driver) throws Exception {
        Authority other = new Authority("Other CA");
        Authority.Issued issued = other.issue("player");
        Authority.write(folder.resolve("client.pem"), issued.certificatePem());
        Authority.write(folder.resolve("client.key"), issued.keyPem());
        Authority.write(folder.resolve("players.pem"), authority.pem());
        int port = serve(
                driver, server(serverTls().put("trust", file("players.pem")).put("clientAuth", "required")));
        var tls = clientTls().put("certificate", file("client.pem")).put("key", file("client.key"));
        assertThat(play(driver, port, tls)).contains("does the server want a certificate, or another one?");
        Authority.write(folder.resolve("players.pem"), authority.pem() + other.pem());
        log.await("TLS reloaded:", 1);
        assertThat(play(driver, port, tls)).isEqualTo("played");
    }

    @Test
    void allInstancesUseTheNewCertificateAndItIsLoggedOnce() throws Exception {
        int port = Ports.free();
        Await.result(vertx.deployVerticle(
                "dev.warmer.eventloop.ServerVerticle",
                new DeploymentOptions()
                        .setInstances(3)
                        .setConfig(server(serverTls()).put("port", port))));
        renew("renewed");
        log.await("TLS reloaded: certificate CN=renewed", 1);
        for (int i = 0; i < 6; i++) {
            assertThat(certificateOf(port)).isEqualTo("CN=renewed");
        }
        assertThat(log.messages("TLS reloaded:")).hasSize(1);
    }
}
