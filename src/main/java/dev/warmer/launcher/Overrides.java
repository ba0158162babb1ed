package dev.warmer.launcher;

import dev.warmer.config.InvalidConfigException.Problem;
import dev.warmer.config.Schema;
import io.vertx.core.json.JsonObject;

/**
 * What goes over a conf: options of the command line over its first deployment, system properties over any.
 *
 * @param conf what it goes over
 * @param properties the system properties, as objects of objects
 * @param main the options
 */
record Overrides(JsonObject conf, JsonObject properties, JsonObject main) {
    private static final String VERTICLES = "verticles";

    /** {@return a copy of the conf with all that goes over it} */
    JsonObject over(JsonObject json) {
        JsonObject over = json.copy();
        if (over.getValue(VERTICLES) instanceof JsonObject verticles) {
            for (String name : verticles.fieldNames()) {
                if (verticles.getValue(name) instanceof JsonObject deployment) {
                    overlay(name, deployment);
                }
            }
        }
        if (over.getValue(DeploymentReader.HTTP) instanceof JsonObject http) {
            overlayHttp(http);
        }
        if (properties.getValue(Transports.KEY) instanceof String transport) {
            over.put(Transports.KEY, transport);
        }
        return over;
    }

    /** Java's own properties for proxies begin with {@code http.}, too, so only those that mean us are taken. */
    private void overlayHttp(JsonObject http) {
        if (properties.getValue(DeploymentReader.HTTP) instanceof JsonObject object) {
            object.stream()
                    .filter(property -> Schema.HTTP.keys().contains(property.getKey()))
                    .forEach(property -> http.put(property.getKey(), property.getValue()));
        }
    }

    private void overlay(String name, JsonObject deployment) {
        if (name.equals(first())) {
            deployment.mergeIn(main);
        }
        if (property(name) instanceof JsonObject object) {
            deployment.mergeIn(object, true);
        }
    }

    private String first() {
        return conf.getValue(VERTICLES) instanceof JsonObject verticles && !verticles.isEmpty()
                ? verticles.fieldNames().iterator().next()
                : null;
    }

    /** Blames whatever the wrong value comes from. */
    Problem located(String source, Problem problem) {
        String path = problem.path();
        String option = after(VERTICLES + "." + first() + ".", path);
        if (option != null && main.containsKey(option)) {
            return new Problem("the command line: " + option, problem.text());
        }
        boolean ofAll = path.startsWith(DeploymentReader.HTTP + ".") || path.equals(Transports.KEY);
        String key = ofAll ? path : after(VERTICLES + ".", path);
        Object property = key == null ? null : property(key);
        return property == null || property instanceof JsonObject
                ? new Problem(source + ": " + path, problem.text())
                : new Problem("-D" + key, problem.text());
    }

    private static String after(String prefix, String path) {
        return path.startsWith(prefix) ? path.substring(prefix.length()) : null;
    }

    /** {@return what the properties have at a path, or at the last step of it where there is more than an object} */
    private Object property(String path) {
        Object value = properties;
        for (String step : path.split("\\.", -1)) {
            if (value instanceof JsonObject object) {
                value = object.getValue(step.replaceFirst("\\[.*", ""));
            }
        }
        return value;
    }
}
