package dev.warmer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.Schema;
import dev.warmer.testing.Await;
import dev.warmer.testing.LogCaptor;
import dev.warmer.testing.Peer;
import dev.warmer.tls.Authority;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {
    private static final String ADDRESS = "test.echo";

    @RegisterExtension
    private final Nodes nodes = new Nodes();

    @TempDir
    private Path folder;

    @Test
    void boardHasEachNodeUntilItLeaves() {
        Vertx first = nodes.start(new JsonObject());
        Vertx second = nodes.start(new JsonObject());
        Nodes.deployBoard(second, "b");
        try (Peer viewer = Nodes.viewBoard(first, "a")) {
            Nodes.awaitNodes(viewer, Set.of("a", "b"));
            Await.result(second.close());
            for (int own = 0; own < 2; ) {
                own = Nodes.nextNode(viewer).equals("a") ? own + 1 : 0;
            }
        }
    }

    @Test
    void joiningAndLeavingIsLogged() {
        try (LogCaptor log = LogCaptor.of("dev.warmer")) {
            nodes.start(new JsonObject());
            Vertx second = nodes.start(new JsonObject());
            log.await("joined; nodes: 2", 1);
            Await.result(second.close());
            assertThat(log.await("left; nodes: 1", 1).get(0)).startsWith("cluster: node [127.0.0.1]:");
        }
    }

    /** The name resolves to this machine, where the second node takes the port after that of the first. */
    @Test
    void nodesFindEachOtherByDns() {
        JsonObject dns = new JsonObject().put("host", "127.0.0.1").put("dns", "127.0.0.1");
        echo(nodes.start(dns));
        Await.result(request(nodes.start(dns)));
    }

    private JsonObject secret(String text) throws IOException {
        Path file = Files.createTempFile(folder, "secret", "");
        return new JsonObject().put("secret", Files.writeString(file, text).toString());
    }

    private static void echo(Vertx vertx) {
        Await.result(vertx.eventBus()
                .consumer(ADDRESS, message -> message.reply(message.body()))
                .completion());
    }

    private static Future<?> request(Vertx vertx) {
        return request(vertx, 60_000);
    }

    private static Future<?> request(Vertx vertx, long timeoutMs) {
        return vertx.eventBus().request(ADDRESS, "x", new DeliveryOptions().setSendTimeout(timeoutMs));
    }

    @Test
    void nodesWithTheSameSecretFormACluster() throws Exception {
        echo(nodes.start(secret("a secret\n")));
        Await.result(request(nodes.start(secret("a secret"))));
    }

    @Test
    void nodeWithAnotherSecretDoesNotJoin() throws Exception {
        echo(nodes.start(secret("a secret")));
        assertThat(failure(request(nodes.start(secret("another"))))).hasMessageContaining("No handlers");
        assertThat(failure(request(nodes.start(new JsonObject())))).hasMessageContaining("No handlers");
    }

    private static Throwable failure(Future<?> future) {
        return catchThrowable(() -> Await.result(future));
    }

    private JsonObject tls(Authority authority, String name) {
        authority.write(folder, name, authority.issue("localhost"));
        JsonObject tls = new JsonObject()
                .put("certificate", folder.resolve(name + ".pem").toString())
                .put("key", folder.resolve(name + ".key").toString())
                .put("trust", folder.resolve("ca.pem").toString());
        return new JsonObject().put("tls", tls);
    }

    @Test
    void eventBusTrustsNodesOfTheSameAuthorityOnly() throws IOException {
        Authority authority = new Authority("Nodes");
        JsonObject own = tls(authority, "node");
        JsonObject foreign = tls(new Authority("Others"), "foreign");
        // It trusts the nodes, which do not trust it.
        authority.write(folder, "node", authority.issue("localhost"));
        echo(nodes.start(own));
        Await.result(request(nodes.start(own)));
        // Vert.x logs that the connection has failed, but not to the sender of the message.
        assertThat(failure(request(nodes.start(foreign), 2_000))).hasMessageContaining("Timed out");
        assertThat(failure(request(nodes.start(new JsonObject()), 2_000))).hasMessageContaining("Timed out");
    }

    private static String invalid(JsonObject config) {
        VertxOptions options = new VertxOptions();
        Throwable thrown = catchThrowable(
                () -> Cluster.configure(Vertx.builder(), options.getEventBusOptions(), Schema.CLUSTER.read(config)));
        assertThat(thrown).isInstanceOf(InvalidConfigException.class);
        return thrown.getMessage();
    }

    @Test
    void mistakesAreReported() throws IOException {
        assertThat(invalid(new JsonObject("{\"dns\": \"x\", \"members\": [\"y\"]}")))
                .isEqualTo("dns: \"x\" is not allowed: one of dns and members");
        assertThat(invalid(new JsonObject().put("secret", "missing.txt")))
                .isEqualTo("secret: \"missing.txt\" is not allowed: a readable file of UTF-8 text");
        assertThat(invalid(secret(" \n"))).endsWith("\" is not allowed: a file that is not empty");
        JsonObject tls =
                new JsonObject().put("certificate", "a").put("key", "b").put("trust", "c");
        assertThat(invalid(new JsonObject().put("tls", tls)))
                .isEqualTo("tls.trust: \"c\" is not allowed: a readable file; file not found");
    }

    @Test
    void secretIsNotLogged() throws Exception {
        try (LogCaptor log = LogCaptor.of("com.hazelcast")) {
            nodes.start(secret("hunter2"));
            assertThat(log.messages()).noneMatch(message -> message.contains("hunter2"));
        }
    }

    @Test
    void eventBusIsPlaintextAndOnAnyPortByDefault() {
        EventBusOptions options = new EventBusOptions();
        Cluster.configure(Vertx.builder(), options, Schema.CLUSTER.read(new JsonObject()));
        assertThat(options.isSsl()).isFalse();
        assertThat(options.getPort()).isZero();
    }
}
