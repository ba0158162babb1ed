package dev.warmer.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.Conf;
import dev.warmer.config.ConfReader;
import dev.warmer.config.ConfSource;
import dev.warmer.config.Confs;
import dev.warmer.config.Overrides;
import dev.warmer.lifecycle.Completion;
import dev.warmer.testing.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verticles in another language, deployed by the same JSON. */
@ExtendWith(VertxExtension.class)
class PolyglotTest {
    private static final String CONF = """
            {'verticles': {
              'java': {'verticle': 'dev.warmer.eventloop.ServerVerticle', 'config': {'port': %1$d}},
              'groovy': {'verticle': '%3$s', 'config': {'port': %2$d}},
              'client': {'verticle': 'dev.warmer.eventloop.ClientVerticle', 'config': {'port': %2$d,
                'games': [{'lower': 1, 'upper': 1000, 'secret': 900, 'guesses': 1000}]}}}}""";

    private final Vertx vertx;
    private int java;
    private int groovy;

    PolyglotTest(Vertx vertx) {
        this.vertx = vertx;
    }

    @BeforeEach
    void choosePorts() throws IOException {
        java = Ports.free();
        groovy = Ports.free();
    }

    @ParameterizedTest
    @ValueSource(strings = {"groovy:verticles/upwards.groovy", "verticles/upwards.groovy"})
    void serverInGroovyRunsBesideTheOneInJava(String verticle) throws Exception {
        deploy(verticle);
        assertThat(talk(groovy, "PARAMS 1 5\nNUMBER\nREPORT Unsure\nNUMBER\n\n"))
                .isEqualTo("1\n2\n");
        assertThat(talk(java, "PARAMS 5 5\nNUMBER\nREPORT Correct\nNUMBER\n\n")).isEqualTo("5\n5\n");
    }

    @Test
    void clientInJavaPlaysWithTheServerInGroovy() throws Exception {
        CompletableFuture<JsonObject> completion = new CompletableFuture<>();
        Completion.subscribe(vertx, completion::complete);
        deploy("groovy:verticles/upwards.groovy");
        assertThat(completion.get(30, TimeUnit.SECONDS).getString("failure")).isNull();
    }

    private void deploy(String verticle) throws Exception {
        ConfSource source = ConfSource.inline(Confs.quoted(CONF.formatted(java, groovy, verticle)), null);
        Overrides none = new Overrides(new Properties(), new JsonObject());
        Conf conf = new ConfReader(source, none, vertx.verticleFactories(), VerticleTypes.ALL)
                .read(source.read(), files -> {});
        new Deployments(vertx, conf, exit -> {})
                .deploy()
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private static String talk(int port, String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(text.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
