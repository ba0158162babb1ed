package dev.warmer.testing;

import dev.warmer.await.AwaitClientVerticle;
import dev.warmer.await.AwaitServerVerticle;
import dev.warmer.eventloop.ClientVerticle;
import dev.warmer.eventloop.ServerVerticle;
import dev.warmer.lifecycle.ServerVerticleBase;
import dev.warmer.threads.ThreadedClientVerticle;
import dev.warmer.threads.ThreadedServerVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The servers and clients of each driver. */
public enum Driver {
    /** Event loops, {@code NetSocket}. */
    EVENT_LOOP,
    /** Event loops, direct sockets. Its client is that of {@link #EVENT_LOOP}. */
    DIRECT_SOCKETS,
    /** A thread for each connection. */
    THREADS,
    /** Virtual threads of Vert.x, for Java 21 and newer. */
    AWAIT;

    /** The method that provides the drivers that this JVM has to a parameterized test. */
    public static final String AVAILABLE = "dev.warmer.testing.Driver#available";

    private static final int VIRTUAL_THREADS_SINCE = 21;

    /**
     * A server that listens.
     *
     * @param id the ID of its deployment
     */
    public record Server(String id, int port) {}

    /** {@return the drivers that this JVM has} */
    public static Stream<Driver> available() {
        return Stream.of(values())
                .filter(driver -> driver != AWAIT || Runtime.version().feature() >= VIRTUAL_THREADS_SINCE);
    }

    /** {@return a driver for each way of waiting that this JVM has} */
    static Stream<Driver> waysOfWaiting() {
        return available().filter(driver -> driver != DIRECT_SOCKETS);
    }

    /** {@return options for the deployment of its verticles} */
    public DeploymentOptions options() {
        return new DeploymentOptions()
                .setThreadingModel(this == AWAIT ? ThreadingModel.VIRTUAL_THREAD : ThreadingModel.EVENT_LOOP);
    }

    /** Deploys a server, on any free port unless the config has one. */
    public Server deploy(Vertx vertx, JsonObject config, Consumer<String> transcript) {
        ServerVerticleBase verticle = server(transcript);
        return deploy(vertx, config, verticle, verticle);
    }

    private Server deploy(Vertx vertx, JsonObject config, ServerVerticleBase verticle, Deployable deployable) {
        JsonObject complete = new JsonObject().put("port", 0).mergeIn(config);
        if (this == DIRECT_SOCKETS) {
            complete.put("sockets", "direct");
        }
        String id = Await.result(vertx.deployVerticle(deployable, options().setConfig(complete)));
        return new Server(id, verticle.port());
    }

    /** Deploys a server whose timers of one delay fire when the test says so. */
    public Server deploy(Vertx vertx, JsonObject config, ManualTimers timers) {
        ServerVerticleBase verticle = server(line -> {});
        return deploy(vertx, config, verticle, timers.in(verticle));
    }

    /** The same without a transcript. */
    public Server deploy(Vertx vertx, JsonObject config) {
        return deploy(vertx, config, line -> {});
    }

    /** {@return the arguments of the program that start a server} */
    public String[] arguments(JsonObject config) {
        JsonObject complete = this == DIRECT_SOCKETS ? config.copy().put("sockets", "direct") : config;
        String name = server(line -> {}).getClass().getName();
        return Stream.of(name, "-conf", complete.encode(), this == AWAIT ? "-virtual-thread" : "")
                .filter(argument -> !argument.isEmpty())
                .toArray(String[]::new);
    }

    /** {@return the conf file of the demo} */
    public String demo() {
        return switch (this) {
            case EVENT_LOOP, DIRECT_SOCKETS -> "conf/demo.json";
            case THREADS -> "conf/threaded.json";
            case AWAIT -> "conf/await.json";
        };
    }

    private ServerVerticleBase server(Consumer<String> transcript) {
        return switch (this) {
            case EVENT_LOOP, DIRECT_SOCKETS -> new ServerVerticle(transcript);
            case THREADS -> new ThreadedServerVerticle(transcript);
            case AWAIT -> new AwaitServerVerticle(transcript);
        };
    }

    /** {@return threads for event loops, and event loops for the others} */
    public Driver other() {
        return this == EVENT_LOOP || this == DIRECT_SOCKETS ? THREADS : EVENT_LOOP;
    }

    /** {@return a new client} */
    public VerticleBase client(Consumer<String> transcript) {
        return switch (this) {
            case EVENT_LOOP, DIRECT_SOCKETS -> new ClientVerticle(transcript);
            case THREADS -> new ThreadedClientVerticle(transcript);
            case AWAIT -> new AwaitClientVerticle(transcript);
        };
    }
}
