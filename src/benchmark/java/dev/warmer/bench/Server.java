package dev.warmer.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;

/** The servers that are measured side by side. */
enum Server {
    PLATFORM_THREADS("platform threads", "dev.warmer.threads.ThreadedServerVerticle", "threads", "platform"),
    VIRTUAL_THREADS("virtual threads", "dev.warmer.threads.ThreadedServerVerticle", "threads", "virtual"),
    AWAIT("await", "dev.warmer.await.AwaitServerVerticle", "threadingModel", "VIRTUAL_THREAD"),
    EVENT_LOOP("event loop", "dev.warmer.eventloop.ServerVerticle", "sockets", "vertx"),
    DIRECT_SOCKETS("direct sockets", "dev.warmer.eventloop.ServerVerticle", "sockets", "direct");

    private static final int CPU = 0;
    private static final int VIRTUAL_SINCE = 21;

    private final String label;
    private final JsonObject deployment;

    /** @param key a key of the deployment if it is its threading model, of the verticle's config otherwise */
    Server(String label, String verticle, String key, String value) {
        this.label = label;
        JsonObject config = new JsonObject().put("port", 0).put("maxConnections", 100_000);
        deployment = new JsonObject().put("verticle", verticle).put("config", config);
        (key.equals("threadingModel") ? deployment : config).put(key, value);
    }

    String label() {
        return label;
    }

    /** {@return whether this Java can run it} */
    boolean isSupported() {
        return Runtime.version().feature() >= VIRTUAL_SINCE || this != VIRTUAL_THREADS && this != AWAIT;
    }

    /**
     * Starts it in a process of its own.
     *
     * @param options of the JVM
     */
    Child start(List<String> options) throws IOException {
        JsonObject conf = new JsonObject().put("verticles", new JsonObject().put("server", deployment));
        return Child.warmer(CPU, options, "-conf", conf.encode());
    }
}
