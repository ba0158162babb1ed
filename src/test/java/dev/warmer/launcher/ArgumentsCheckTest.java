package dev.warmer.launcher;

import static dev.warmer.config.Confs.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.InvalidConfigException.Problem;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options for Vert.x itself, which takes what it can make something of. */
class ArgumentsCheckTest {
    private static List<String> dropped(String options) {
        return dropped(options, given -> new VertxOptions(given).toJson());
    }

    private static List<String> dropped(String options, UnaryOperator<JsonObject> converter) {
        try {
            Arguments.check("-o", options, json(options), converter);
            return List.of();
        } catch (InvalidConfigException e) {
            return e.problems().stream().map(Problem::text).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'eventLoopPoolSize': 2, 'maxEventLoopExecuteTime': 5, 'maxEventLoopExecuteTimeUnit': 'SECONDS'}",
                "{'preferNativeTransport': true, 'fileSystemOptions': {'fileCachingEnabled': false}}",
            })
    void takesWhatVertxTakes(String options) {
        assertThat(dropped(options)).isEmpty();
    }

    @Test
    void tellsOfEachThatVertxDrops() {
        String why = " is not allowed: unknown option of Vert.x, or a value of another type";
        assertThat(dropped("{'eventLoopPoolSize': '2', 'workerPoolSize': 3, 'wrkerPoolSize': 4}"))
                .containsExactly("eventLoopPoolSize: \"2\"" + why, "wrkerPoolSize: 4" + why);
        assertThat(dropped("{'fileSystemOptions': 5}")).containsExactly("fileSystemOptions: 5" + why);
    }

    @Test
    void tellsWhatVertxSaysOfAValue() {
        assertThat(dropped("{'eventLoopPoolSize': 0}"))
                .singleElement()
                .asString()
                .startsWith("{\"eventLoopPoolSize\":0} is not allowed: eventLoopPoolSize must be ");
    }

    @Test
    void looksAtThoseOfADeploymentToo() {
        assertThat(dropped("{'instances': 2, 'ha': 1}", given -> new DeploymentOptions(given).toJson()))
                .singleElement()
                .asString()
                .startsWith("ha: 1 is not allowed: ");
    }
}
