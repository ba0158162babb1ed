package dev.warmer.launcher;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.InvalidConfigException.Problem;
import dev.warmer.config.PemFiles;
import dev.warmer.config.Schema;
import dev.warmer.launcher.Conf.Deployment;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.VerticleFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Makes a {@link Conf} of JSON, and finds every mistake before anything is deployed. */
final class ConfReader {
    private final Collection<VerticleFactory> factories;
    private final Consumer<PemFiles> files;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param factories what can make a verticle of a name
     * @param files reads the files of TLS, or throws an {@link InvalidConfigException}
     */
    ConfReader(Collection<VerticleFactory> factories, Consumer<PemFiles> files) {
        this.factories = factories;
        this.files = files;
    }

    /**
     * Reads the conf.
     *
     * @param source what to call the conf in front of each mistake
     * @param json the conf
     * @param properties the system properties, as objects of objects: what stands under a deployment's name goes over
     *     the deployment
     * @param main goes over the first deployment
     * @throws InvalidConfigException with all the mistakes
     */
    Conf read(String source, JsonObject json, JsonObject properties, JsonObject main) {
        Overrides overlay = new Overrides(json, properties, main);
        Conf conf = read(overlay.over(json));
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems.stream()
                    .map(problem -> overlay.located(source, problem))
                    .toList());
        }
        return conf;
    }

    private Conf read(JsonObject json) {
        try {
            Schema.CONF.read(json);
        } catch (InvalidConfigException e) {
            problems.addAll(e.problems());
        }
        // Read on: whoever mends the conf wants to know all that is wrong.
        return new Conf(deployments(json), exitAfter(json));
    }

    private List<Deployment> deployments(JsonObject json) {
        DeploymentReader reader = new DeploymentReader(factories, files, problems);
        List<Deployment> deployments = new ArrayList<>();
        if (json.getValue(DeploymentReader.HTTP) instanceof JsonObject http) {
            deployments.add(reader.http(http));
        }
        if (json.getValue("verticles") instanceof JsonObject verticles) {
            verticles.forEach(entry -> {
                if (entry.getValue() instanceof JsonObject deployment) {
                    deployments.add(reader.read(entry.getKey(), deployment));
                }
            });
        }
        return deployments;
    }

    private Set<String> exitAfter(JsonObject json) {
        Set<String> names = new LinkedHashSet<>();
        if (json.getValue("exitAfter") instanceof JsonArray array
                && json.getValue("verticles") instanceof JsonObject verticles) {
            for (Object name : array) {
                names.add(String.valueOf(name));
                if (name instanceof String text && !verticles.containsKey(text)) {
                    String allowed = "names of verticles here, " + verticles.fieldNames();
                    problems.add(new Problem("exitAfter", Json.encode(name) + " is not allowed: " + allowed));
                }
            }
        }
        return names;
    }
}
