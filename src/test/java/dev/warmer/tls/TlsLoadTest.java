package dev.warmer.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.load.LoadVerticle;
import dev.warmer.testing.Driver;
import dev.warmer.testing.EachDriver;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The load client over TLS. */
class TlsLoadTest extends TlsTest {
    private final List<String> transcript = new ArrayList<>();

    private String play(int port, JsonObject tls) {
        JsonObject config = new JsonObject()
                .put("host", "localhost")
                .put("port", port)
                .put("players", 10)
                .put("games", 5)
                .put("tls", tls);
        return play(new LoadVerticle(transcript::add), new DeploymentOptions().setConfig(config));
    }

    @EachDriver
    void plays(Driver server) {
        assertThat(play(serve(server), clientTls())).isEqualTo("played");
        assertThat(transcript).singleElement().asString().containsPattern("games +50\n");
    }

    @Test
    void untrustedServerIsAnError() {
        assertThat(play(serve(Driver.EVENT_LOOP), new JsonObject())).isEqualTo("errors: TLS_HANDSHAKE 10");
    }
}
