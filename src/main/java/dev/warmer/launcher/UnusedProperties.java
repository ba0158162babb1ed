package dev.warmer.launcher;

import dev.warmer.config.InvalidConfigException.Problem;
import dev.warmer.config.Schema;
import dev.warmer.launcher.Conf.Deployment;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * System properties that look as if they were for a deployment that the conf does not have. Anybody may set properties
 * of any name, so they are no mistake, but they may well be a mistyped one.
 */
final class UnusedProperties {
    private static final String CONFIG = "config";
    private static final Set<String> KEYS = Schema.deploymentKeys();

    private UnusedProperties() {}

    /** {@return those that {@code properties}, as objects of objects, have beside what is for {@code conf}} */
    static List<Problem> of(Conf conf, JsonObject properties) {
        Set<String> names = conf.verticles().stream().map(Deployment::name).collect(Collectors.toSet());
        return properties.stream()
                .filter(property -> !names.contains(property.getKey()))
                .flatMap(property -> of(property.getKey(), property.getValue(), names))
                .toList();
    }

    private static Stream<Problem> of(String name, Object value, Set<String> names) {
        if (!(value instanceof JsonObject object)) {
            return Stream.empty();
        }
        return object.stream()
                .filter(UnusedProperties::isForADeployment)
                .map(entry -> new Problem(
                        "-D" + name + "." + entry.getKey(),
                        "does nothing: the conf deploys " + names + ", not " + name));
    }

    /** Other programs have a {@code .config}, too, but it is a single word. */
    private static boolean isForADeployment(Map.Entry<String, Object> entry) {
        return KEYS.contains(entry.getKey())
                && (entry.getValue() instanceof JsonObject || !entry.getKey().equals(CONFIG));
    }
}
