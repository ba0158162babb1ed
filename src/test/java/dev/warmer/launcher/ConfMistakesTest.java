package dev.warmer.launcher;

import static dev.warmer.launcher.Confs.SERVER;
import static dev.warmer.launcher.Confs.conf;
import static dev.warmer.launcher.Confs.mistakes;
import static dev.warmer.launcher.Confs.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whoever mends a conf learns all that is wrong with it at once. */
class ConfMistakesTest {
    @Test
    void allMistakesInTheShapeOfAConfAreTold() {
        assertThat(mistakes(() -> read("{'verticles': {'a': {'instances': -1, 'ha': 1}, 'b': 5}, 'exitAfter': []}")))
                .containsExactlyInAnyOrder(
                        "some.json: verticles.a.verticle: is missing: a string, not empty",
                        "some.json: verticles.a.instances: -1 is not allowed: an integer from 0 to 1024",
                        "some.json: verticles.a.ha: 1 is not allowed: true or false",
                        "some.json: verticles.b: 5 is not allowed: an object",
                        "some.json: exitAfter: [] is not allowed: an array, not empty");
    }

    @Test
    void allMistakesInTheConfigsOfVerticlesAreTold() {
        assertThat(mistakes(() -> read("""
                {'verticles': {'a': {'verticle': '%s', 'config': {'port': 70000, 'host': ''}},
                               'b': {'verticle': '%s', 'config': {'port': '1'}},
                               'c': {'verticle': 'no.Such'}},
                 'exitAfter': ['z']}""".formatted(SERVER, SERVER))))
                .containsExactlyInAnyOrder(
                        "some.json: verticles.a.config.port: 70000 is not allowed: an integer from 0 to 65535",
                        "some.json: verticles.a.config.host: \"\" is not allowed: a string, not empty",
                        "some.json: verticles.b.config.port: \"1\" is not allowed: an integer from 0 to 65535",
                        "some.json: verticles.c.verticle: \"no.Such\" is not allowed: "
                                + "the name of a class on the class path",
                        "some.json: exitAfter: \"z\" is not allowed: names of verticles here, [a, b, c]");
    }

    @Test
    void aMistakeInTheShapeHidesNoneInTheConfigs() {
        assertThat(mistakes(() -> read("""
                {'verticles': {'a': {'verticle': 'no.Such', 'instances': -1},
                               'b': {'verticle': '%s', 'config': {'port': 70000}}},
                 'exitAfter': ['z']}""".formatted(SERVER))))
                .containsExactlyInAnyOrder(
                        "some.json: verticles.a.instances: -1 is not allowed: an integer from 0 to 1024",
                        "some.json: verticles.a.verticle: \"no.Such\" is not allowed: "
                                + "the name of a class on the class path",
                        "some.json: verticles.b.config.port: 70000 is not allowed: an integer from 0 to 65535",
                        "some.json: exitAfter: \"z\" is not allowed: names of verticles here, [a, b]");
    }

    @Test
    void aMistakeInOneKeyOfAConfigHidesNoneInAnother() {
        assertThat(mistakes(() -> read(conf(SERVER, "{'port': 70000, 'strategy': 'luck'}"))))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .startsWith("some.json: verticles.a.config.port: 70000 is not allowed: "),
                        line -> assertThat(line)
                                .startsWith("some.json: verticles.a.config.strategy: \"luck\" is not allowed: "));
    }
}
