package dev.warmer.launcher;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.InvalidConfigException.Problem;
import dev.warmer.config.PemFiles;
import dev.warmer.tls.Credentials;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.AsyncResult;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the conf: a file or an object on the command line, and the system properties over it. */
final class ConfLoader {
    private static final Logger LOG = LoggerFactory.getLogger(ConfLoader.class);
    /** How a verticle named on the command line is called in the conf that stands for it. */
    private static final String SINGLE = "main";

    private final Vertx vertx;
    private final Arguments arguments;
    private final DeploymentOptions main;
    private final String name;
    /** The file, or null where the conf stands on the command line or there is none. */
    private final ConfigFile file;

    /** @param main what the command line says of the first verticle */
    ConfLoader(Vertx vertx, Arguments arguments, DeploymentOptions main) {
        this.vertx = vertx;
        this.arguments = arguments;
        this.main = main;
        String path = arguments.confFile();
        name = arguments.source();
        file = path == null ? null : new ConfigFile(vertx, path);
    }

    /** {@return the conf, or an {@link InvalidConfigException} with all its mistakes, those in files of TLS included} */
    Future<Conf> load() {
        return text().compose(text -> properties()
                .compose(properties -> vertx.executeBlocking(() -> {
                    Conf conf = conf(text, properties, files -> Credentials.read(vertx, files));
                    UnusedProperties.of(conf, properties)
                            .forEach(stray -> LOG.warn("{}: {}", stray.path(), stray.text()));
                    return conf;
                })));
    }

    /**
     * Looks at the file now and then. Those of TLS are looked at by those who use them.
     *
     * @param handler hears of each change: the new conf, or an {@link InvalidConfigException}
     */
    void listen(Handler<AsyncResult<Conf>> handler) {
        if (file != null) {
            file.listen(text -> properties()
                    .map(properties -> conf(present(text), properties, files -> {}))
                    .onComplete(handler));
        }
    }

    private Conf conf(String text, JsonObject properties, Consumer<PemFiles> files) {
        ConfReader reader = new ConfReader(vertx.verticleFactories(), files);
        JsonObject json = arguments.verticle() == null ? json(text) : single(json(text));
        return reader.read(name, json, properties, mainOptions());
    }

    private Future<String> text() {
        if (file != null) {
            return file.read().map(this::present);
        }
        return Future.succeededFuture(arguments.conf() == null ? "{}" : arguments.conf());
    }

    private String present(String text) {
        if (text == null) {
            throw problem("is no file that can be read");
        }
        return text;
    }

    private JsonObject json(String text) {
        try {
            return StrictJson.object(text);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : ": line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
            throw problem("is no JSON object" + where + ": " + e.getOriginalMessage());
        }
    }

    /** {@code -Dserver.config.port=4321} becomes an object of objects. */
    private Future<JsonObject> properties() {
        ConfigStoreOptions store = new ConfigStoreOptions()
                .setType("sys")
                .setConfig(new JsonObject().put("cache", false).put("hierarchical", true));
        ConfigRetriever retriever = ConfigRetriever.create(vertx, new ConfigRetrieverOptions().addStore(store));
        return retriever.getConfig().eventually(retriever::close);
    }

    private InvalidConfigException problem(String text) {
        return new InvalidConfigException(List.of(new Problem(name, text)));
    }

    private JsonObject single(JsonObject config) {
        JsonObject deployment =
                new JsonObject().put("verticle", arguments.verticle()).put("config", config);
        return new JsonObject()
                .put("verticles", new JsonObject().put(SINGLE, deployment))
                .put("exitAfter", new JsonArray().add(SINGLE));
    }

    /** {@return what was said on the command line, and no default} */
    private JsonObject mainOptions() {
        JsonObject defaults = new DeploymentOptions().toJson();
        JsonObject said = new JsonObject();
        main.toJson().forEach(option -> {
            if (!option.getKey().equals("config") && !option.getValue().equals(defaults.getValue(option.getKey()))) {
                said.put(option.getKey(), option.getValue());
            }
        });
        if (arguments.instances() != null) {
            said.put("instances", arguments.instances());
        }
        return said;
    }
}
