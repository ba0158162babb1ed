package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.warmer.await.AwaitClientVerticle;
import dev.warmer.await.AwaitServerVerticle;
import dev.warmer.config.ClientConfig;
import dev.warmer.config.ClientConfig.Endpoint;
import dev.warmer.config.ClientConfig.GameConfig;
import dev.warmer.config.Conf;
import dev.warmer.config.Conf.Deployment;
import dev.warmer.config.ConfReader;
import dev.warmer.config.ConfSource;
import dev.warmer.config.LoadConfig;
import dev.warmer.config.Overrides;
import dev.warmer.config.Schema;
import dev.warmer.config.ServerConfig;
import dev.warmer.eventloop.ClientVerticle;
import dev.warmer.eventloop.ServerVerticle;
import dev.warmer.game.Range;
import dev.warmer.game.StrategyName;
import dev.warmer.load.LoadVerticle;
import dev.warmer.threads.ThreadedClientVerticle;
import dev.warmer.threads.ThreadedServerVerticle;
import io.vertx.core.json.JsonObject;
import io.vertx.lang.groovy.GroovyVerticleFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class ConfFilesTest {
    private static final Path CONF = Path.of("conf");
    private static final List<GameConfig> GAMES_OF_THE_LESSON =
            List.of(new GameConfig(new Range(1, 5), 3, 5), new GameConfig(new Range(10, 15), 12, 5));

    @TestFactory
    List<DynamicTest> eachConfFileIsValid() throws IOException {
        try (Stream<Path> files = Files.list(CONF)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file ->
                            !file.endsWith("await.json") || Runtime.version().feature() >= 21)
                    .sorted()
                    .map(this::isValid)
                    .toList();
        }
    }

    private DynamicTest isValid(Path file) {
        return dynamicTest(
                file.getFileName().toString(),
                file.toUri(),
                () -> assertThat(load(file).verticles()).isNotEmpty());
    }

    @Test
    void demoHasAServerAndAClient() {
        Conf demo = load(CONF.resolve("demo.json"));
        assertThat(demo.verticles())
                .extracting(Deployment::verticle)
                .containsExactly(ServerVerticle.class.getName(), ClientVerticle.class.getName());
        assertThat(server(demo))
                .returns("127.0.0.1", ServerConfig::host)
                .returns(1234, ServerConfig::port)
                .returns(StrategyName.RANDOM, ServerConfig::strategy)
                .returns(true, ServerConfig::transcript);
        assertThat(client(demo).server()).returns("127.0.0.1", Endpoint::host).returns(1234, Endpoint::port);
        assertThat(client(demo).games()).isEqualTo(GAMES_OF_THE_LESSON);
        assertThat(demo.exitAfter()).containsExactly("client");
    }

    @Test
    void threadedIsTheDemoOnThreads() {
        Conf demo = load(CONF.resolve("demo.json"));
        Conf threaded = load(CONF.resolve("threaded.json"));
        assertThat(threaded.verticles())
                .extracting(Deployment::verticle)
                .containsExactly(ThreadedServerVerticle.class.getName(), ThreadedClientVerticle.class.getName());
        assertThat(Schema.THREADED_SERVER.read(config(threaded, "server"))).isEqualTo(server(demo));
        assertThat(client(threaded)).isEqualTo(client(demo));
        assertThat(threaded.exitAfter()).isEqualTo(demo.exitAfter());
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "this Java has no virtual threads")
    void awaitIsTheDemoOnVirtualThreads() {
        Conf demo = load(CONF.resolve("demo.json"));
        Conf await = load(CONF.resolve("await.json"));
        assertThat(await.verticles())
                .extracting(Deployment::verticle)
                .containsExactly(AwaitServerVerticle.class.getName(), AwaitClientVerticle.class.getName());
        assertThat(Schema.AWAIT_SERVER.read(config(await, "server"))).isEqualTo(server(demo));
        assertThat(client(await)).isEqualTo(client(demo));
        assertThat(await.exitAfter()).isEqualTo(demo.exitAfter());
    }

    @Test
    void polyglotIsTheDemoWithTheClientInGroovy() {
        Conf demo = load(CONF.resolve("demo.json"));
        Conf polyglot = load(CONF.resolve("polyglot.json"));
        assertThat(polyglot.verticles())
                .extracting(Deployment::verticle)
                .containsExactly(ServerVerticle.class.getName(), "groovy:conf/client.groovy");
        assertThat(server(polyglot)).isEqualTo(server(demo));
        assertThat(client(polyglot)).isEqualTo(client(demo));
        assertThat(polyglot.exitAfter()).isEqualTo(demo.exitAfter());
    }

    @Test
    void serverConfDoesNotExit() {
        Conf conf = load(CONF.resolve("server.json"));
        assertThat(conf.verticles()).extracting(Deployment::name).containsExactly("http", "server");
        assertThat(server(conf)).returns(1234, ServerConfig::port).returns(false, ServerConfig::transcript);
        assertThat(conf.exitAfter()).isEmpty();
    }

    @Test
    void clientConfExitsAfterItsGames() {
        Conf conf = load(CONF.resolve("client.json"));
        assertThat(conf.verticles()).extracting(Deployment::name).containsExactly("client");
        assertThat(client(conf).server().port()).isEqualTo(1234);
        assertThat(client(conf).games()).isEqualTo(GAMES_OF_THE_LESSON);
        assertThat(conf.exitAfter()).containsExactly("client");
    }

    @Test
    void loadConfExitsAfterTenSeconds() {
        Conf conf = load(CONF.resolve("load.json"));
        assertThat(conf.verticles()).extracting(Deployment::verticle).containsExactly(LoadVerticle.class.getName());
        assertThat(Schema.LOAD.read(config(conf, "load")))
                .returns(Duration.ofSeconds(10), LoadConfig::duration)
                .returns(64, LoadConfig::players)
                .extracting(LoadConfig::server)
                .returns(1234, Endpoint::port);
        assertThat(conf.exitAfter()).containsExactly("load");
    }

    private Conf load(Path file) {
        ConfSource source = ConfSource.file(file.toString(), null);
        Overrides none = new Overrides(new Properties(), new JsonObject());
        // As in a process that has Groovy on its class path.
        return new ConfReader(source, none, List.of(new GroovyVerticleFactory()), VerticleTypes.ALL)
                .read(source.read(), files -> {});
    }

    private static ServerConfig server(Conf conf) {
        return Schema.SERVER.read(config(conf, "server"));
    }

    private static ClientConfig client(Conf conf) {
        return Schema.CLIENT.read(config(conf, "client"));
    }

    private static JsonObject config(Conf conf, String name) {
        return conf.verticles().stream()
                .filter(deployment -> deployment.name().equals(name))
                .map(deployment -> deployment.options().getConfig())
                .findAny()
                .orElseThrow();
    }
}
