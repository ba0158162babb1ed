package dev.warmer.launcher;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/**
 * The text of a conf file, and of each change to it.
 *
 * <p>The text and not the JSON, since vertx-config would log a broken file at every look at it, with a stack.
 */
final class ConfigFile {
    private static final String TEXT = "text";
    private static final long SCAN_MS = 1_000;

    private final ConfigRetriever retriever;

    ConfigFile(Vertx vertx, String path) {
        ConfigStoreOptions file = new ConfigStoreOptions()
                .setType("file")
                .setFormat("raw")
                .setOptional(true)
                .setConfig(new JsonObject().put("path", path).put("raw.key", TEXT));
        retriever = ConfigRetriever.create(
                vertx, new ConfigRetrieverOptions().setScanPeriod(SCAN_MS).addStore(file));
    }

    /** {@return the text, or null if there is no such file} */
    Future<String> read() {
        return retriever.getConfig().map(json -> json.getString(TEXT));
    }

    /** Gives the handler each text that differs from the one before; null while there is no such file. */
    void listen(Handler<String> handler) {
        retriever.listen(change -> handler.handle(change.getNewConfiguration().getString(TEXT)));
    }
}
