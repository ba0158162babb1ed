package dev.warmer.config;

import static dev.warmer.config.Confs.SERVER;
import static dev.warmer.config.Confs.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.Conf.Deployment;
import dev.warmer.config.InvalidConfigException.Problem;
import dev.warmer.launcher.VerticleTypes;
import io.vertx.core.json.JsonObject;
import io.vertx.lang.groovy.GroovyVerticleFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentReaderTest {
    private static final String THREADED_SERVER = "dev.warmer.threads.ThreadedServerVerticle";
    private static final boolean HAS_VIRTUAL_THREADS = Runtime.version().feature() >= 21;

    private final List<Problem> problems = new ArrayList<>();
    private final DeploymentReader reader =
            new DeploymentReader(List.of(new GroovyVerticleFactory()), VerticleTypes.ALL, files -> {}, problems);

    @ParameterizedTest
    @ValueSource(strings = {SERVER, "java:" + SERVER, "groovy:anything", "verticles/anything.groovy"})
    void nameWithAKnownPrefixIsAccepted(String verticle) {
        Deployment deployment = reader.read("a", new JsonObject().put("verticle", verticle));
        assertThat(deployment).returns("a", Deployment::name).returns(verticle, Deployment::verticle);
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ruby:game.rb", "Java:" + SERVER, ":" + SERVER, "service:x"})
    void unknownPrefixIsReported(String verticle) {
        assertThat(problems(new JsonObject().put("verticle", verticle)))
                .containsExactly("verticles.a.verticle: \"" + verticle + "\" is not allowed: a prefix of a verticle "
                        + "factory, one of [groovy, java]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no.such.Verticle", "java:no.such.Verticle", "game.rb", "java:", "dev.warmer"})
    void missingClassIsReported(String verticle) {
        assertThat(problems(new JsonObject().put("verticle", verticle)))
                .containsExactly("verticles.a.verticle: \"" + verticle
                        + "\" is not allowed: the name of a class on the class path");
    }

    @Test
    void classThatIsNotAVerticleIsReported() {
        assertThat(problems(new JsonObject().put("verticle", "java.lang.String")))
                .singleElement()
                .asString()
                .startsWith("verticles.a.verticle: \"java.lang.String\" is not allowed: ");
    }

    @Test
    void configIsValidatedDespiteAPrefix() {
        assertThat(problems(json("{'verticle': 'java:%s', 'config': {'port': -1}}".formatted(SERVER))))
                .containsExactly("verticles.a.config.port: -1 is not allowed: an integer from 0 to 65535");
    }

    @Test
    void configOfThirdPartyVerticleIsNotValidated() {
        assertThat(problems(json("{'verticle': 'groovy:anything', 'config': {'port': -1, 'prot': 'x'}}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WORKER", "VIRTUAL_THREAD"})
    void eventLoopServerRejectsOtherThreadingModels(String model) {
        assertThat(problems(json("{'verticle': '%s', 'threadingModel': '%s'}".formatted(SERVER, model))))
                .containsExactly("verticles.a.threadingModel: \"" + model + "\" is not allowed: one of [EVENT_LOOP]");
    }

    @Test
    void duplicateAddressIsReported() {
        reader.http(json("{'port': 9090}"));
        listens("a", SERVER, "{'port': 4321}");
        listens("b", SERVER, "{'port': 4321, 'host': '127.0.0.2'}");
        listens("c", SERVER, "{'port': 0}");
        listens("d", SERVER, "{'port': 0}");
        assertThat(problems).isEmpty();
        listens("e", THREADED_SERVER, "{'port': 4321}");
        listens("f", SERVER, "{'port': 9090}");
        assertThat(problems.stream().map(Problem::toString))
                .containsExactly(
                        "verticles.e.config.port: 4321 is not allowed: a port of its own on 127.0.0.1; "
                                + "duplicate address, also used by verticles.a.config.port",
                        "verticles.f.config.port: 9090 is not allowed: a port of its own on 127.0.0.1; "
                                + "duplicate address, also used by http.port");
    }

    private void listens(String name, String verticle, String config) {
        reader.read(name, json("{'verticle': '%s', 'config': %s}".formatted(verticle, config)));
    }

    @Test
    void virtualThreadModelRequiresJava21() {
        assertThat(problems(json("{'verticle': 'groovy:any', 'threadingModel': 'VIRTUAL_THREAD'}")))
                .isEqualTo(withoutVirtualThreads(
                        "verticles.a.threadingModel: \"VIRTUAL_THREAD\" is not allowed: EVENT_LOOP or WORKER; "
                                + "virtual threads need Java 21 or newer, and this is "));
    }

    @Test
    void virtualThreadsOfTheThreadedServerRequireJava21() {
        assertThat(problems(json("{'verticle': '%s', 'config': {'threads': 'virtual'}}".formatted(THREADED_SERVER))))
                .isEqualTo(withoutVirtualThreads("verticles.a.config.threads: \"virtual\" is not allowed: platform, "
                        + "since virtual needs Java 21 or newer and this is Java "));
    }

    @Test
    void threadedServerRejectsSeveralInstances() {
        assertThat(problems(json("{'verticle': '%s', 'instances': 2}".formatted(THREADED_SERVER))))
                .containsExactly("verticles.a.instances: 2 is not allowed: 1, which serves any number of connections");
    }

    @Test
    void severalInstancesRequireAPort() {
        assertThat(problems(json("{'verticle': '%s', 'instances': 2, 'config': {'port': 0}}".formatted(SERVER))))
                .containsExactly("verticles.a.config.port: 0 is not allowed: a port from 1 to 65535, "
                        + "since each instance would listen on its own");
    }

    private static List<String> withoutVirtualThreads(String mistake) {
        return HAS_VIRTUAL_THREADS
                ? List.of()
                : List.of(mistake + Runtime.version().feature());
    }

    private List<String> problems(JsonObject deployment) {
        reader.read("a", deployment);
        return problems.stream().map(Problem::toString).toList();
    }
}
