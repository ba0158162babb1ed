package dev.warmer.launcher;

import static dev.warmer.launcher.Confs.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.InvalidConfigException.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnusedPropertiesTest {
    private static final Conf CONF = Confs.read(Confs.conf(Confs.SERVER, "{}"));

    private static List<String> strays(String properties) {
        return UnusedProperties.of(CONF, json(properties)).stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void areThoseForADeploymentThatThereIsNot() {
        assertThat(strays("{'b': {'config': {'port': 1}, 'instances': 2, 'other': 3}}"))
                .containsExactly(
                        "-Db.config: does nothing: the conf deploys [a], not b",
                        "-Db.instances: does nothing: the conf deploys [a], not b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a': {'config': {'port': 1}, 'instances': 2}}",
                "{'java': {'util': {'logging': {'config': {'file': 'x'}}}}, 'user': {'dir': '/'}}",
                "{'some': {'config': '/etc/some.conf'}, 'config': {'port': 1}, 'instances': 3}",
            })
    void areNotThoseOfSomebodyElse(String properties) {
        assertThat(strays(properties)).isEmpty();
    }
}
