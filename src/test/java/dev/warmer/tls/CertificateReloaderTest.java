package dev.warmer.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.TlsConfig.PemFiles;
import dev.warmer.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
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
        assertThat(Await.result(reload.read()).name()).contains("CN=localhost");
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

    @Test
    void missingFileIsReported() throws IOException {
        Files.delete(folder.resolve("server.pem"));
        assertThat(reload.poll()).isEmpty();
        assertThatThrownBy(reload::poll)
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("tls.certificate: ")
                .hasMessageContaining("file not found");
        assertThat(reload.poll()).isEmpty();
    }

    @Test
    void expiryIsThatOfTheFirstCertificateOfTheChainToExpire() {
        Authority intermediate = new Authority("Intermediate CA", Duration.ofDays(30));
        Authority.Issued issued = intermediate.issue("localhost", Duration.ofDays(60));
        Authority.write(folder.resolve("server.pem"), issued.certificatePem() + intermediate.pem());
        Authority.write(folder.resolve("server.key"), issued.keyPem());
        assertThat(Await.result(reload.read()).expiry())
                .hasValue(intermediate.certificate().getNotAfter().toInstant());
    }

    @Test
    void replacedSymbolicLinkIsAChange() throws IOException {
        Path now = Files.createDirectory(folder.resolve("now"));
        Path next = Files.createDirectory(folder.resolve("next"));
        authority.write(now, "server", authority.issue("localhost"));
        authority.write(next, "server", authority.issue("swapped"));
        Path data = Files.createSymbolicLink(folder.resolve("data"), now);
        for (String name : List.of("server.pem", "server.key")) {
            Files.delete(folder.resolve(name));
            Files.createSymbolicLink(folder.resolve(name), Path.of("data", name));
        }
        read();
        Path fresh = Files.createSymbolicLink(folder.resolve("fresh"), next);
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        assertThat(reload.poll()).isEmpty();
        assertThat(reload.poll().orElseThrow().name()).contains("CN=swapped");
    }
}
