package dev.warmer.config;

import static dev.warmer.config.Confs.SERVER;
import static dev.warmer.config.Confs.mistakes;
import static dev.warmer.config.Confs.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.await.AwaitClientVerticle;
import dev.warmer.await.AwaitServerVerticle;
import dev.warmer.config.Conf.Deployment;
import dev.warmer.launcher.VerticleTypes;
import io.vertx.core.json.JsonObject;
import io.vertx.lang.groovy.GroovyVerticleFactory;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of verticles that the schemas do not make. */
class VerticlesTest {
    private static final String THREADED_SERVER = "dev.warmer.threads.ThreadedServerVerticle";

    private static Conf read(String conf) {
        ConfSource source = ConfSource.inline(quoted(conf), null);
        Overrides overrides = new Overrides(new Properties(), new JsonObject());
        return new ConfReader(source, overrides, List.of(new GroovyVerticleFactory()), VerticleTypes.ALL)
                .read(source.read(), files -> {});
    }

    private static Conf verticle(String json) {
        return read("{'verticles': {'a': " + json + "}}");
    }

    private static Conf named(String verticle) {
        return verticle("{'verticle': '%s'}".formatted(verticle));
    }

    @ParameterizedTest
    @ValueSource(strings = {SERVER, "java:" + SERVER, "groovy:anything", "verticles/anything.groovy"})
    void nameOfAKnownFactoryIsAccepted(String verticle) {
        assertThat(named(verticle).verticles())
                .singleElement()
                .returns("a", Deployment::name)
                .returns(verticle, Deployment::verticle);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no.such.Verticle",
                "java:no.such.Verticle",
                "game.rb",
                "java:",
                "dev.warmer",
                "java.lang.String",
                "ruby:game.rb",
                "Java:" + SERVER,
                ":" + SERVER
            })
    void nameOfNoVerticleIsReported(String verticle) {
        assertThat(mistakes(() -> named(verticle)))
                .containsExactly("-conf: verticles.a.verticle: \"" + verticle
                        + "\" is not allowed: the name of a verticle class on the class path");
    }

    @Test
    void configIsValidatedDespiteAPrefix() {
        assertThat(mistakes(() -> verticle("{'verticle': 'java:%s', 'config': {'port': -1}}".formatted(SERVER))))
                .containsExactly("-conf: verticles.a.config.port: -1 is not allowed: an integer from 0 to 65535");
    }

    @Test
    void configOfThirdPartyVerticleIsNotValidated() {
        assertThat(verticle("{'verticle': 'groovy:anything', 'config': {'port': -1, 'prot': 'x'}}")
                        .verticles())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WORKER", "VIRTUAL_THREAD"})
    void eventLoopServerRejectsOtherThreadingModels(String model) {
        assertThat(mistakes(() -> verticle("{'verticle': '%s', 'threadingModel': '%s'}".formatted(SERVER, model))))
                .contains("-conf: verticles.a.threadingModel: \"" + model + "\" is not allowed: one of [EVENT_LOOP]");
    }

    @ParameterizedTest
    @ValueSource(classes = {AwaitServerVerticle.class, AwaitClientVerticle.class})
    void awaitVerticlesNeedVirtualThreads(Class<?> verticle) {
        String rejected = " is not allowed: one of [VIRTUAL_THREAD]";
        assertThat(mistakes(() -> verticle("{'verticle': '%s'}".formatted(verticle.getName()))))
                .contains("-conf: verticles.a.threadingModel: \"EVENT_LOOP\"" + rejected);
        assertThat(mistakes(
                        () -> verticle("{'verticle': '%s', 'threadingModel': 'WORKER'}".formatted(verticle.getName()))))
                .contains("-conf: verticles.a.threadingModel: \"WORKER\"" + rejected);
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "this Java has virtual threads")
    void virtualThreadsNeedJava21() {
        assertThat(mistakes(() -> verticle("{'verticle': 'groovy:x', 'threadingModel': 'VIRTUAL_THREAD'}")))
                .containsExactly("-conf: verticles.a.threadingModel: \"VIRTUAL_THREAD\" is not allowed: "
                        + "another one, since it needs Java 21 or newer and this is Java "
                        + Runtime.version().feature());
    }

    @Test
    void threadedServerRejectsSeveralInstances() {
        assertThat(mistakes(() -> verticle("{'verticle': '%s', 'instances': 2}".formatted(THREADED_SERVER))))
                .containsExactly(
                        "-conf: verticles.a.instances: 2 is not allowed: 1, which serves any number of connections");
    }

    @Test
    void duplicateAddressIsReported() {
        String conf = """
                {'http': {'port': 9090}, 'verticles': {
                  'a': {'verticle': '%1$s', 'config': {'port': 4321}},
                  'b': {'verticle': '%1$s', 'config': {'port': 4321, 'host': '127.0.0.2'}},
                  'c': {'verticle': '%1$s', 'config': {'port': 0}},
                  'd': {'verticle': '%1$s', 'config': {'port': 0}},
                  'e': {'verticle': '%2$s', 'config': {'port': 4321}},
                  'f': {'verticle': '%1$s', 'config': {'port': 9090}},
                  'g': {'verticle': '%1$s', 'config': {'path': '/run/a'}},
                  'h': {'verticle': '%1$s', 'config': {'path': '/run/a'}}}}""".formatted(SERVER, THREADED_SERVER);
        assertThat(mistakes(() -> read(conf)))
                .containsExactly(
                        "-conf: verticles.e.config.port: 4321 is not allowed: a port of its own on 127.0.0.1; "
                                + "duplicate address, also used by verticles.a.config.port",
                        "-conf: verticles.f.config.port: 9090 is not allowed: a port of its own on 127.0.0.1; "
                                + "duplicate address, also used by http.port",
                        "-conf: verticles.h.config.path: \"/run/a\" is not allowed: a path of its own; "
                                + "also used by verticles.g.config.path");
    }

    @Test
    void portOfAbsentHttpIsFree() {
        assertThat(verticle("{'verticle': '%s', 'config': {'port': 9090}}".formatted(SERVER))
                        .verticles())
                .hasSize(1);
    }
}
