package dev.warmer.cluster;

import dev.warmer.config.Schema;
import dev.warmer.management.ManagementVerticle;
import dev.warmer.testing.Await;
import dev.warmer.testing.Peer;
import dev.warmer.testing.Ports;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts the nodes of a cluster in this JVM, each a Vert.x with a board, and closes them after a test. */
final class Nodes implements AfterEachCallback {
    /** The first one has this port, which all others know. */
    private final int port = Ports.free();

    private final Deque<Vertx> started = new ArrayDeque<>();

    /** {@return a node of the cluster} */
    Vertx start(JsonObject config) {
        JsonObject complete = new JsonObject()
                .put("port", started.isEmpty() || config.containsKey("dns") ? port : Ports.free())
                .mergeIn(config);
        if (!config.containsKey("dns")) {
            complete.put("members", new JsonArray().add("127.0.0.1:" + port));
        }
        VertxOptions options = new VertxOptions();
        Vertx vertx = Await.result(Cluster.configure(
                        Vertx.builder().with(options), options.getEventBusOptions(), Schema.CLUSTER.read(complete))
                .buildClustered());
        started.push(vertx);
        return vertx;
    }

    /** {@return a viewer of the board that is deployed on a node, whose name is {@code name}} */
    static Peer viewBoard(Vertx node, String name) {
        return view(deployBoard(node, name));
    }

    static int deployBoard(Vertx node, String name) {
        ManagementVerticle verticle = new ManagementVerticle();
        JsonObject config = new JsonObject().put("port", 0).put("node", name);
        Await.result(node.deployVerticle(verticle, new DeploymentOptions().setConfig(config)));
        return verticle.port();
    }

    static Peer view(int port) {
        return Peer.connect(port).send("GET /board/events HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n");
    }

    /** Reads events of a board until it has had one of each of these nodes since the last one of any other node. */
    static void awaitNodes(Peer viewer, Set<String> expected) {
        Set<String> seen = new TreeSet<>();
        while (!seen.equals(expected)) {
            String node = nextNode(viewer);
            if (expected.contains(node)) {
                seen.add(node);
            } else {
                seen.clear();
            }
        }
    }

    /** {@return the name of the node that the next event is of} */
    static String nextNode(Peer viewer) {
        String line = viewer.line();
        while (!line.startsWith("data: ")) {
            line = viewer.line();
        }
        return new JsonObject(line.substring("data: ".length())).getString("node");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        started.forEach(vertx -> Await.result(vertx.close()));
    }
}
