package dev.warmer.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.TlsConfig.PemFiles;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each look at the files comes to. */
class ReloadTest extends TlsTest {
    private Reload reload;

    @BeforeEach
    void read() {
        Optional<String> certificate = Optional.of(file("server.pem"));
        reload = new Reload(vertx, new PemFiles(certificate, Optional.of(file("server.key")), Optional.empty()));
        assertThat(Driver.await(reload.read()).name()).contains("CN=localhost");
    }

    @Test
    void nothingNewComesToNothing() {
        assertThat(reload.look()).isEmpty();
        assertThat(reload.look()).isEmpty();
        authority.write(folder, "server", authority.issue("renewed"));
        assertThat(reload.look()).isEmpty();
        assertThat(reload.look().orElseThrow().name()).contains("CN=renewed");
        assertThat(reload.look()).isEmpty();
    }

    @Test
    void aBadFileIsToldOnce() {
        Authority.write(folder.resolve("server.key"), "no key");
        assertThat(reload.look()).isEmpty();
        assertThatThrownBy(reload::look).isInstanceOf(InvalidConfigException.class);
        assertThat(reload.look()).isEmpty();
        assertThat(reload.look()).isEmpty();
        Authority.write(folder.resolve("server.key"), "no key either");
        assertThat(reload.look()).isEmpty();
        assertThatThrownBy(reload::look).isInstanceOf(InvalidConfigException.class);
    }

    @Test
    void whatIsBetweenTwoGoodStatesIsNotTold() {
        Authority.Issued issued = authority.issue("renewed");
        Authority.write(folder.resolve("server.pem"), issued.certificatePem());
        assertThat(reload.look()).isEmpty();
        Authority.write(folder.resolve("server.key"), issued.keyPem());
        assertThat(reload.look()).isEmpty();
        assertThat(reload.look()).isPresent();
    }
}
