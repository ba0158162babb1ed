package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.warmer.config.Conf;
import dev.warmer.config.Conf.Deployment;
import dev.warmer.config.Confs;
import dev.warmer.config.InvalidConfigException;
import dev.warmer.testing.Await;
import dev.warmer.testing.LogCaptor;
import dev.warmer.testing.Peer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class HttpConfTest {
    private static JsonObject conf(String http) {
        return new JsonObject("{\"http\": " + http + ", \"verticles\": {\"server\": "
                + "{\"verticle\": \"dev.warmer.eventloop.ServerVerticle\", \"config\": {\"port\": 0}}}}");
    }

    private static Conf read(JsonObject json, JsonObject properties) {
        return Confs.read(json.encode(), properties);
    }

    private static Conf read(String http) {
        return read(conf(http), new JsonObject());
    }

    @Test
    void isDeployedFirst() {
        Conf conf = read("{\"port\": 9191}");
        assertThat(conf.verticles()).extracting(Deployment::name).containsExactly("http", "server");
        assertThat(conf.verticles().get(0).options().getConfig()).isEqualTo(new JsonObject().put("port", 9191));
    }

    @Test
    void isNotDeployedUnlessTheConfHasIt() {
        JsonObject without = conf("{}");
        without.remove("http");
        assertThat(read(without, new JsonObject().put("http", new JsonObject().put("port", 1)))
                        .verticles())
                .extracting(Deployment::name)
                .containsExactly("server");
    }

    @Test
    void systemPropertiesOverrideIt() {
        JsonObject properties = new JsonObject("{\"http\": {\"port\": 4000}}");
        assertThat(read(conf("{\"host\": \"::1\", \"port\": 9191}"), properties)
                        .verticles()
                        .get(0)
                        .options()
                        .getConfig())
                .isEqualTo(new JsonObject().put("host", "::1").put("port", 4000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"port\": 65536} | -conf: http.port: 65536 is not allowed: an integer from 0 to 65535",
                "{\"port\": \"1\"} | -conf: http.port: \"1\" is not allowed: an integer from 0 to 65535",
                "{\"host\": \"\"}  | -conf: http.host: \"\" is not allowed: a string, not empty",
                "{\"path\": \"/\"} | -conf: http.path: unknown key; allowed keys: host, port, node, hosts",
                "9090              | -conf: http: 9090 is not allowed: an object"
            })
    void invalidHttpIsReported(String http, String message) {
        assertThat(catchThrowable(() -> read(http)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage(message);
    }

    @Test
    void errorNamesTheProperty() {
        JsonObject properties = new JsonObject("{\"http\": {\"port\": -1}}");
        assertThat(catchThrowable(() -> read(conf("{}"), properties)))
                .hasMessage("-Dwarmer.http.port: -1 is not allowed: an integer from 0 to 65535");
    }

    @Test
    void nameIsReserved() {
        JsonObject json =
                new JsonObject("{\"verticles\": {\"http\": {\"verticle\": \"dev.warmer.eventloop.ServerVerticle\"}}}");
        assertThat(catchThrowable(() -> read(json, new JsonObject())))
                .hasMessageStartingWith("-conf: verticles.http: is not allowed: a name other than ");
    }

    @Test
    void serverConfHasIt() throws IOException {
        JsonObject json = new JsonObject(Files.readString(Path.of("conf/server.json")));
        assertThat(read(json, new JsonObject()).verticles().get(0).options().getConfig())
                .isEqualTo(new JsonObject().put("host", "127.0.0.1").put("port", 9090));
    }

    @Test
    void portInUseIsOneLine(Vertx vertx) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Conf conf = read("{\"port\": " + taken.getLocalPort() + "}");
            Throwable failure = catchThrowable(() -> Await.result(new Deployments(vertx, conf, exit -> {}).deploy()));
            assertThat(failure)
                    .isInstanceOf(VertxException.class)
                    .message()
                    .startsWith("http: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ")
                    .hasLineCount(1);
            assertThat(vertx.deploymentIDs()).isEmpty();
        }
    }

    @Test
    void stopsLast(Vertx vertx) {
        Deployments deployments = new Deployments(vertx, read("{\"port\": 0}"), exit -> {});
        int port;
        int serverPort;
        try (LogCaptor http = LogCaptor.of("dev.warmer.management");
                LogCaptor server = LogCaptor.of("dev.warmer.eventloop")) {
            Await.result(deployments.deploy());
            port = port(http.messages().get(0));
            serverPort = port(server.messages().get(0));
        }
        Future<Void> stopped;
        try (Peer player = Peer.connect(serverPort)) {
            player.startGame();
            assertThat(ready(port)).isEqualTo(200);
            stopped = deployments.undeploy();
            Await.equal(503, () -> ready(port));
        }
        Await.result(stopped);
        assertThat(vertx.deploymentIDs()).isEmpty();
    }

    /** The end of the line that a server logs when it listens. */
    private static int port(String line) {
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1).replaceFirst("/.*", ""));
    }

    private static int ready(int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.discarding())
                .join()
                .statusCode();
    }
}
