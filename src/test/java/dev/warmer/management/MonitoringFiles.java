package dev.warmer.management;

import dev.warmer.testing.Yaml;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What operators import: the alert rules and the dashboard. */
final class MonitoringFiles {
    static final Path FOLDER = Path.of("docs/monitoring");

    private MonitoringFiles() {}

    static List<JsonObject> alerts() {
        return objects(Yaml.document(FOLDER.resolve("alerts.yml")), "groups")
                .flatMap(group -> objects(group, "rules"))
                .toList();
    }

    static JsonObject dashboard() {
        try {
            return new JsonObject(Files.readString(FOLDER.resolve("dashboard.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonObject> panels() {
        return objects(dashboard(), "panels").toList();
    }

    /** {@return the queries of a panel; a row has none} */
    static List<JsonObject> targets(JsonObject panel) {
        return panel.containsKey("targets") ? objects(panel, "targets").toList() : List.of();
    }

    static List<JsonObject> variables() {
        return objects(dashboard().getJsonObject("templating"), "list").toList();
    }

    private static Stream<JsonObject> objects(JsonObject object, String key) {
        return object.getJsonArray(key).stream().map(JsonObject.class::cast);
    }
}
