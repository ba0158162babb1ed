package dev.warmer.config;

import static dev.warmer.config.Confs.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverridesTest {
    private static final JsonObject CONF = json(Confs.conf(Confs.SERVER, "{}"));

    private static Overrides property(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return new Overrides(properties, new JsonObject());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5                   | 5",
                "9223372036854775807 | 9223372036854775807",
                "true                | true",
                "::1                 | '::1'",
                "0.0.0.0             | '0.0.0.0'",
                "localhost           | 'localhost'",
                "``                  | ''",
                "[{\"a\": 1}]         | [{'a': 1}]",
                "{\"a\":              | '{\\'a\\':'",
            })
    void valueIsJsonOrElseAString(String property, String expected) {
        JsonObject conf = property("warmer.a.config.key", property).apply(CONF);
        JsonObject config = conf.getJsonObject("verticles").getJsonObject("a").getJsonObject("config");
        assertThat(config).isEqualTo(json("{'key': " + expected + "}"));
    }

    @Test
    void valueReplacesTheConfs() {
        JsonObject conf = json(Confs.conf(Confs.SERVER, "{'port': 1, 'host': 'h'}"));
        assertThat(property("warmer.a.config", "{\"port\": 2}").apply(conf))
                .isEqualTo(json(Confs.conf(Confs.SERVER, "{'port': 2}")));
    }

    @ParameterizedTest
    @CsvSource({
        "warmer.b.config.port, '-Dwarmer.b.config.port: no effect; the conf has [transport, log, a]'",
        "warmer.http.port, '-Dwarmer.http.port: no effect; the conf has [transport, log, a]'",
    })
    void propertyWithoutEffectIsReported(String name, String message) {
        assertThat(property(name, "1").unused(CONF)).containsExactly(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "warmer.a.config.port",
                "warmer.transport",
                "warmer.log.level",
                "java.util.logging.config.file",
                "b.config",
                "http.proxyHost",
                "a.config.port"
            })
    void propertyThatTakesEffectElsewhereIsNotReported(String name) {
        assertThat(property(name, "1").unused(CONF)).isEqualTo(List.of());
    }
}
