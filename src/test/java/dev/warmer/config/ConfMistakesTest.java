package dev.warmer.config;

import static dev.warmer.config.Confs.SERVER;
import static dev.warmer.config.Confs.conf;
import static dev.warmer.config.Confs.mistakes;
import static dev.warmer.config.Confs.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** All problems of a conf are reported at once. */
class ConfMistakesTest {
    @Test
    void allProblemsOfAllConfigsAreReported() {
        assertThat(mistakes(() -> read("""
                {'verticles': {'a': {'verticle': '%s', 'config': {'port': 70000, 'host': ''}},
                               'b': {'verticle': '%s', 'config': {'port': '1'}},
                               'c': {'verticle': 'no.Such'}},
                 'exitAfter': ['z']}""".formatted(SERVER, SERVER))))
                .containsExactlyInAnyOrder(
                        "-conf: verticles.a.config.port: 70000 is not allowed: an integer from 0 to 65535",
                        "-conf: verticles.a.config.host: \"\" is not allowed: a string, not empty",
                        "-conf: verticles.b.config.port: \"1\" is not allowed: an integer from 0 to 65535",
                        "-conf: verticles.c.verticle: \"no.Such\" is not allowed: "
                                + "the name of a verticle class on the class path",
                        "-conf: exitAfter: \"z\" is not allowed: the name of a deployment, one of [a, b, c]");
    }

    @Test
    void schemaProblemHidesNoneOfTheConfigs() {
        assertThat(mistakes(() -> read("""
                {'verticles': {'a': {'verticle': 'no.Such', 'instances': -1},
                               'b': {'verticle': '%s', 'config': {'port': 70000}}},
                 'exitAfter': ['z']}""".formatted(SERVER))))
                .containsExactlyInAnyOrder(
                        "-conf: verticles.a.instances: -1 is not allowed: an integer from 0 to 1024",
                        "-conf: verticles.a.verticle: \"no.Such\" is not allowed: "
                                + "the name of a verticle class on the class path",
                        "-conf: verticles.b.config.port: 70000 is not allowed: an integer from 0 to 65535",
                        "-conf: exitAfter: \"z\" is not allowed: the name of a deployment, one of [a, b]");
    }

    @Test
    void problemOfOneKeyHidesNoneOfAnother() {
        assertThat(mistakes(() -> read(conf(SERVER, "{'port': 70000, 'strategy': 'luck'}"))))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("-conf: verticles.a.config.port: 70000 is not allowed: "),
                        line -> assertThat(line)
                                .startsWith("-conf: verticles.a.config.strategy: \"luck\" is not allowed: "));
    }
}
