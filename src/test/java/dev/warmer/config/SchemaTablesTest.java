package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of the documentation, which are printed from the schemas. */
class SchemaTablesTest {
    private static final Path DOCUMENTATION = Path.of("docs", "configuration.md");
    private static final Map<String, JsonObject> SCHEMAS = Map.of(
            "conf.json", Schema.CONF.json(),
            "server.json", server(),
            "web.json", web(),
            "client.json", Schema.CLIENT.json(),
            "load.json", Schema.LOAD.json(),
            "http.json", Schema.HTTP.json(),
            "cluster.json", Schema.CLUSTER.json());

    /** Each kind of server has a key that the other has not. */
    private static JsonObject server() {
        JsonObject server = Schema.SERVER.json().copy();
        server.getJsonObject("properties").mergeIn(Schema.THREADED_SERVER.json().getJsonObject("properties"));
        return server;
    }

    /** {@return the keys that are not those of the other servers} */
    private static JsonObject web() {
        JsonObject web = Schema.WEB.json().copy();
        JsonObject server = server().getJsonObject("properties");
        web.getJsonObject("properties")
                .getMap()
                .entrySet()
                .removeIf(key -> key.getValue().equals(server.getValue(key.getKey())));
        return web;
    }

    /** Prints the table to paste where it differs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "conf.json",
                "server.json",
                "server.json tls",
                "web.json",
                "client.json",
                "client.json tls",
                "load.json",
                "http.json",
                "cluster.json",
                "cluster.json tls"
            })
    void tableOfTheDocumentationIsThatOfTheSchema(String name) throws IOException {
        String begin = "<!-- schema: " + name + " -->\n";
        String end = "<!-- end -->\n";
        String expected = begin + table(name) + end;
        assertThat(Files.readString(DOCUMENTATION))
                .withFailMessage("paste into %s:%n%s", DOCUMENTATION, expected)
                .contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"conf.json", "server.json", "web.json", "client.json", "load.json", "http.json", "cluster.json"})
    void eachKeyHasADescription(String name) {
        assertThat(rows("", SCHEMAS.get(name), true))
                .allSatisfy(row -> assertThat(row).matches("\\| `[^|]+` \\| [^|]+ \\| [^|]+ \\| [A-Z][^|]*\\. \\|"));
    }

    private static String table(String name) {
        String[] names = name.split(" ", 2);
        JsonObject schema = SCHEMAS.get(names[0]);
        List<String> rows = names.length == 1
                ? rows("", schema, false)
                : rows("", schema.getJsonObject("properties").getJsonObject(names[1]), false);
        return "| key | type and bounds | default | description |\n|---|---|---|---|\n"
                + rows.stream().map(row -> row + "\n").collect(Collectors.joining());
    }

    /** The rows of all keys, those of nested objects included; TLS has tables of its own. */
    private static List<String> rows(String prefix, JsonObject schema, boolean withTls) {
        List<String> rows = new ArrayList<>();
        JsonArray required = schema.getJsonArray("required", new JsonArray());
        for (Map.Entry<String, Object> property : schema.getJsonObject("properties", new JsonObject())) {
            JsonObject rule = (JsonObject) property.getValue();
            String key = property.getKey();
            rows.add("| `%s` | %s | %s | %s%s |"
                    .formatted(
                            prefix + key,
                            type(rule),
                            required.contains(key) ? "required" : defaultOf(rule),
                            rule.getString("description"),
                            rule.getBoolean("live", false) ? " [Live](#changes-while-it-runs)." : ""));
            if (withTls || !key.equals("tls")) {
                rows.addAll(rows(prefix + key + ".", rule, withTls));
                rows.addAll(rows(prefix + key + "[].", rule.getJsonObject("items", new JsonObject()), withTls));
            }
            if (rule.getValue("additionalProperties") instanceof JsonObject other) {
                rows.addAll(rows(prefix + key + ".NAME.", other, withTls));
            }
        }
        return rows;
    }

    private static String type(JsonObject rule) {
        if (rule.containsKey("enum")) {
            return rule.getJsonArray("enum").stream()
                    .map(value -> "`" + Json.encode(value) + "`")
                    .collect(Collectors.joining(", "));
        }
        String type = rule.getString("type");
        if (type.equals("array")) {
            type = "array of " + rule.getJsonObject("items").getString("type") + "s";
        }
        if (rule.containsKey("minimum")) {
            type += ", " + rule.getLong("minimum") + " to " + rule.getLong("maximum");
        }
        boolean notEmpty =
                rule.fieldNames().stream().anyMatch(List.of("minLength", "minItems", "minProperties")::contains);
        return type + (notEmpty ? ", not empty" : "");
    }

    private static String defaultOf(JsonObject rule) {
        return rule.containsKey("default") ? "`" + Json.encode(rule.getValue("default")) + "`" : "none";
    }
}
