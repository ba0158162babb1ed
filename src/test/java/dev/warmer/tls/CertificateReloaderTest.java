package dev.warmer.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.TlsConfig.PemFiles;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The result of each poll. */
class CertificateReloaderTest extends TlsTest {
    private CertificateReloader reload;

    @BeforeEach
    void read() {
        Optional<String> certificate = Optional.of(file("server.pem"));
        reload = new CertificateReloader(
                vertx, new PemFiles(certificate, Optional.of(file("server.key")), Optional.empty()));
        assertThat(Driver.await(reload.read()).name()).contains("CN=localhost");
    }

    @Test
    void changeIsAppliedAtTheSecondPoll() {
        assertThat(reload.poll()).isEmpty();
        assertThat(reload.poll()).isEmpty();
        authority.write(folder, "server", authority.issue("renewed"));
        assertThat(reload.poll()).isEmpty();
        assertThat(reload.poll().orElseThrow().name()).contains("CN=renewed");
        assertThat(reload.poll()).isEmpty();
    }

    @Test
    void invalidFileIsReportedOnce() {
        Authority.write(folder.resolve("server.key"), "no key");
        assertThat(reload.poll()).isEmpty();
        assertThatThrownBy(reload::poll).isInstanceOf(InvalidConfigException.class);
        assertThat(reload.poll()).isEmpty();
        assertThat(reload.poll()).isEmpty();
        Authority.write(folder.resolve("server.key"), "no key either");
        assertThat(reload.poll()).isEmpty();
        assertThatThrownBy(reload::poll).isInstanceOf(InvalidConfigException.class);
    }

    @Test
    void intermediateStateIsNotReported() {
        Authority.Issued issued = authority.issue("renewed");
        Authority.write(folder.resolve("server.pem"), issued.certificatePem());
        assertThat(reload.poll()).isEmpty();
        Authority.write(folder.resolve("server.key"), issued.keyPem());
        assertThat(reload.poll()).isEmpty();
        assertThat(reload.poll()).isPresent();
    }
}
