package dev.warmer.config;

import static dev.warmer.config.Confs.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.warmer.game.StrategyName;
import dev.warmer.launcher.VerticleTypes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas as editors and other validators read them. */
class PublishedSchemaTest {
    private static final Path CONF = Path.of("conf");

    static Set<String> verticles() {
        return VerticleTypes.ALL.keySet();
    }

    @TestFactory
    List<DynamicTest> eachConfFileNamesTheSchemaAndIsValid() throws IOException {
        try (Stream<Path> files = Files.list(CONF)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> dynamicTest(file.toString(), () -> {
                        JsonObject conf = new JsonObject(Files.readString(file));
                        assertThat(CONF.resolve(conf.getString("$schema"))).isEqualTo(CONF.resolve("schema/conf.json"));
                        assertThat(SchemaJson.isValidConf(conf)).isTrue();
                    }))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("verticles")
    void configOfEachVerticleHasItsSchema(String verticle) {
        JsonObject config = new JsonObject();
        VerticleTypes.ALL
                .get(verticle)
                .schema()
                .json()
                .getJsonObject("properties")
                .forEach(property -> {
                    if (property.getValue() instanceof JsonObject rule && rule.containsKey("default")) {
                        config.put(property.getKey(), rule.getValue("default"));
                    }
                });
        if (VerticleTypes.ALL.get(verticle).schema() == Schema.CLIENT) {
            config.put(
                    "games",
                    json("{'a': [{'lower': 1, 'upper': 1, 'secret': 1, 'guesses': 1}]}")
                            .getJsonArray("a"));
        }
        assertThat(isValid(verticle, config)).isTrue();
        assertThat(isValid(verticle, config.copy().put("prot", 1))).isFalse();
        assertThat(isValid(verticle, config.copy().put("port", -1))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "dev.warmer.eventloop.ServerVerticle, threads, platform",
        "dev.warmer.threads.ThreadedServerVerticle, sockets, vertx",
        "dev.warmer.await.AwaitServerVerticle, threads, virtual",
        "dev.warmer.await.AwaitServerVerticle, sockets, vertx"
    })
    void keyOfTheOtherServerIsInvalid(String verticle, String key, String value) {
        assertThat(isValid(verticle, new JsonObject().put(key, value))).isFalse();
    }

    @Test
    void configOfThirdPartyVerticleIsAnyObject() {
        assertThat(isValid("x.Y", json("{'prot': 1}"))).isTrue();
    }

    @Test
    void httpHasItsSchema() {
        String verticles = "'verticles': {'a': {'verticle': 'x.Y'}}";
        assertThat(SchemaJson.isValidConf(json("{'http': {'port': 1}, " + verticles + "}")))
                .isTrue();
        assertThat(SchemaJson.isValidConf(json("{'http': {'prot': 1}, " + verticles + "}")))
                .isFalse();
    }

    @Test
    void strategiesAreThoseOfTheGame() {
        assertThat(Schema.SERVER
                        .json()
                        .getJsonObject("properties")
                        .getJsonObject("strategy")
                        .getJsonArray("enum"))
                .containsExactlyElementsOf(Stream.of(StrategyName.values())
                        .map(StrategyName::toString)
                        .toList());
    }

    @Test
    void awaitVerticleWithoutItsThreadingModelIsInvalid() {
        String verticle = "{'verticles': {'a': {'verticle': 'dev.warmer.await.AwaitServerVerticle'%s}}}";
        assertThat(SchemaJson.isValidConf(json(verticle.formatted("")))).isFalse();
        assertThat(SchemaJson.isValidConf(json(verticle.formatted(", 'threadingModel': 'WORKER'"))))
                .isFalse();
        assertThat(SchemaJson.isValidConf(json(verticle.formatted(", 'threadingModel': 'VIRTUAL_THREAD'"))))
                .isTrue();
    }

    private static boolean isValid(String verticle, JsonObject config) {
        JsonObject deployment = new JsonObject().put("verticle", verticle).put("config", config);
        if (verticle.contains(".await.")) {
            deployment.put("threadingModel", "VIRTUAL_THREAD");
        }
        return SchemaJson.isValidConf(new JsonObject().put("verticles", new JsonObject().put("a", deployment)));
    }
}
