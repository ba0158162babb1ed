package dev.warmer.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.load.LoadVerticle;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The load client in TLS. */
class TlsLoadTest extends TlsTest {
    private final List<String> told = new ArrayList<>();

    private String play(int port, JsonObject tls) {
        JsonObject config = new JsonObject()
                .put("host", "localhost")
                .put("port", port)
                .put("players", 10)
                .put("games", 5)
                .put("tls", tls);
        return Driver.play(vertx, new LoadVerticle(told::add), config);
    }

    @ParameterizedTest
    @EnumSource
    void plays(Driver server) {
        assertThat(play(serve(server), clientTls())).isEqualTo("played");
        assertThat(told).singleElement().asString().containsPattern("games +50\n");
    }

    @Test
    void aServerThatIsNotTrustedIsAnError() {
        assertThat(play(serve(Driver.EVENT_LOOP), new JsonObject())).isEqualTo("errors: TLS_HANDSHAKE 10");
    }
}
