package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfSchemaTest {
    private static final String KEYS = "verticle, instances, threadingModel, ha, workerPoolName, workerPoolSize, "
            + "maxWorkerExecuteTime, maxWorkerExecuteTimeUnit, config";

    private static SchemaJson verticle(String key, String value) {
        return new SchemaJson("{\"verticles\": {\"a\": {\"verticle\": \"x.Y\", \"" + key + "\": " + value + "}}}");
    }

    private static JsonObject deployment(JsonObject conf, String name) {
        return conf.getJsonObject("verticles").getJsonObject(name);
    }

    @Test
    void onlyTheVerticleIsRequired() {
        assertThat(SchemaJson.of("verticles", "{\"a\": {\"verticle\": \"x.Y\"}}")
                        .as(Schema.CONF))
                .isEqualTo(new JsonObject("""
                        {"verticles": {"a": {"verticle": "x.Y", "instances": 1, "threadingModel": "EVENT_LOOP",
                         "ha": false, "config": {}}}, "transport": "auto"}"""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    instances                | 0
                    instances                | 1024
                    threadingModel           | "EVENT_LOOP"
                    threadingModel           | "WORKER"
                    threadingModel           | "VIRTUAL_THREAD"
                    ha                       | false
                    workerPoolName           | "w"
                    workerPoolSize           | 1
                    maxWorkerExecuteTime     | 1
                    maxWorkerExecuteTimeUnit | "DAYS"
                    config                   | {}
                    config                   | {"port": "not for this schema to judge", "list": [{"x": null}]}
                    """)
    void readsEveryKeyOfADeployment(String key, String value) {
        SchemaJson json = verticle(key, value);
        assertThat(deployment(json.as(Schema.CONF), "a").getValue(key))
                .isEqualTo(deployment(new JsonObject(json.text()), "a").getValue(key));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    instances                | -1     | an integer from 0 to 1024
                    instances                | 1025   | an integer from 0 to 1024
                    instances                | "2"    | an integer from 0 to 1024
                    instances                | 1.5    | an integer from 0 to 1024
                    threadingModel           | "LOOP" | one of EVENT_LOOP, WORKER, VIRTUAL_THREAD
                    threadingModel           | null   | one of EVENT_LOOP, WORKER, VIRTUAL_THREAD
                    ha                       | 1      | true or false
                    workerPoolName           | ""     | a string, not empty
                    workerPoolSize           | 0      | an integer from 1 to 2147483647
                    workerPoolSize           | 4294967296 | an integer from 1 to 2147483647
                    config                   | []     | an object
                    config                   | null   | an object
                    """)
    void wrongValueIsReportedWithKeyAndWhatIsAllowed(String key, String value, String allowed) {
        verticle(key, value)
                .isRefusedBy(Schema.CONF, "verticles.a." + key + ": " + value + " is not allowed: " + allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exitafter", "isolationGroup", "extraClasspath"})
    void unknownKeyOfADeploymentIsReported(String key) {
        verticle(key, "1").isRefusedBy(Schema.CONF, "verticles.a." + key + ": unknown key; allowed keys: " + KEYS);
    }

    @Test
    void somethingIsDeployed() {
        new SchemaJson("{}").isRefusedBy(Schema.CONF, "verticles: is missing: an object, not empty");
        SchemaJson.of("verticles", "{}").isRefusedBy(Schema.CONF, "verticles: {} is not allowed: an object, not empty");
        SchemaJson.of("verticles", "[]").isRefusedBy(Schema.CONF, "verticles: [] is not allowed: an object, not empty");
        SchemaJson.of("verticles", "{\"a\": \"x.Y\"}")
                .isRefusedBy(Schema.CONF, "verticles.a: \"x.Y\" is not allowed: an object");
        SchemaJson.of("verticles", "{\"a\": {}}")
                .isRefusedBy(Schema.CONF, "verticles.a.verticle: is missing: a string, not empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verticle", "instances", "a/b~c", "a.b", "\u00e9", "my app"})
    void acceptsAnyNameOfAVerticle(String name) {
        SchemaJson json = SchemaJson.of("verticles", "{\"" + name + "\": {\"verticle\": \"x.Y\"}}");
        assertThat(deployment(json.as(Schema.CONF), name).getString("verticle")).isEqualTo("x.Y");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    []    | exitAfter: [] is not allowed: an array, not empty
                    "a"   | exitAfter: "a" is not allowed: an array, not empty
                    [7]   | exitAfter[0]: 7 is not allowed: a string, not empty
                    [""]  | exitAfter[0]: "" is not allowed: a string, not empty
                    """)
    void exitAfterIsAListOfNames(String value, String text) {
        new SchemaJson("{\"verticles\": {\"a\": {\"verticle\": \"x.Y\"}}, \"exitAfter\": " + value + "}")
                .isRefusedBy(Schema.CONF, text);
    }

    @Test
    void allMistakesAreReported() {
        new SchemaJson(
                        "{\"verticles\": {\"a\": {\"instances\": -1}, \"b/c\": {\"verticle\": 1}}, \"exitafter\": [\"a\"]}")
                .isRefusedBy(
                        Schema.CONF,
                        "verticles.a.verticle: is missing: a string, not empty",
                        "verticles.a.instances: -1 is not allowed: an integer from 0 to 1024",
                        "verticles.b/c.verticle: 1 is not allowed: a string, not empty",
                        "exitafter: unknown key; did you mean \"exitAfter\"? allowed keys: $schema, verticles, http, log, cluster, transport, exitAfter");
    }
}
