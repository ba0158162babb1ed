package dev.warmer.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads YAML files. A key that occurs twice is an error. */
public final class Yaml {
    private Yaml() {}

    /** {@return the documents of a file, each of which is an object} */
    @SuppressWarnings("unchecked") // other documents fail here
    public static List<JsonObject> documents(Path file) {
        List<JsonObject> documents = new ArrayList<>();
        LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
        try {
            for (Object document : new Load(settings).loadAllFromString(Files.readString(file))) {
                documents.add(new JsonObject((Map<String, Object>) document));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    /** {@return the only document of a file} */
    public static JsonObject document(Path file) {
        List<JsonObject> documents = documents(file);
        if (documents.size() != 1) {
            throw new AssertionError(file + " has " + documents.size() + " documents");
        }
        return documents.get(0);
    }
}
