package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.warmer.config.InvalidConfigException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Reads confs for tests. In JSON written here, single quotes stand for double ones. */
final class Confs {
    /** What a conf read here is called in front of a mistake. */
    static final String FILE = "some.json";

    static final String SERVER = "dev.warmer.eventloop.ServerVerticle";
    static final String CLIENT = "dev.warmer.eventloop.ClientVerticle";

    private static final JsonObject NOTHING = new JsonObject();

    private Confs() {}

    static JsonObject json(String text) {
        return new JsonObject(text.replace('\'', '"'));
    }

    /** A conf of one verticle, which is called {@code a}. */
    static String conf(String verticle, String config) {
        return "{'verticles': {'a': {'verticle': '%s', 'config': %s}}}".formatted(verticle, config);
    }

    static Conf read(String conf) {
        return read(conf, NOTHING);
    }

    static Conf read(String conf, JsonObject properties) {
        return read(conf, properties, NOTHING);
    }

    static Conf read(String conf, JsonObject properties, JsonObject main) {
        return new ConfReader(List.of(), files -> {}).read(FILE, json(conf), properties, main);
    }

    /** Loads as the program does with these arguments. */
    static Conf load(Vertx vertx, DeploymentOptions main, String... arguments) throws Exception {
        return new ConfLoader(vertx, Arguments.of(arguments), main)
                .load()
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    /** {@return the mistakes that reading finds, a line for each} */
    static List<String> mistakes(Callable<Conf> reading) {
        Throwable thrown = catchThrowable(reading::call);
        Throwable cause = thrown instanceof ExecutionException ? thrown.getCause() : thrown;
        assertThat(cause).isInstanceOf(InvalidConfigException.class);
        return cause.getMessage().lines().toList();
    }
}
