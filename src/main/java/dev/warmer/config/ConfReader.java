package dev.warmer.config;

import dev.warmer.config.Conf.Deployment;
import dev.warmer.config.Conf.VerticleType;
import dev.warmer.config.InvalidConfigException.Problem;
import dev.warmer.config.TlsConfig.PemFiles;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.VerticleFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads a {@link Conf} and finds all its problems before anything is deployed.
 *
 * @param source the source of the conf
 * @param overrides the values that override the conf's
 * @param factories the verticle factories
 * @param types the verticles of this program, by class name
 */
public record ConfReader(
        ConfSource source,
        Overrides overrides,
        Collection<VerticleFactory> factories,
        Map<String, VerticleType> types) {

    /**
     * {@return the conf}
     *
     * @param text the text of the source
     * @param files called with the PEM files of each verticle; throws an {@link InvalidConfigException} if they are
     *     invalid
     * @throws InvalidConfigException with all problems found
     */
    public Conf read(String text, Consumer<PemFiles> files) {
        JsonObject json = source.parse(text);
        List<Problem> problems = new ArrayList<>();
        Conf conf = read(overrides.apply(json), new DeploymentReader(factories, types, files, problems), problems);
        if (!problems.isEmpty()) {
            throw overrides.located(source, json, problems);
        }
        return conf;
    }

    private static Conf read(JsonObject json, DeploymentReader reader, List<Problem> problems) {
        try {
            Schema.CONF.read(json);
        } catch (InvalidConfigException e) {
            problems.addAll(e.problems());
        }
        // Read on after a problem, in order to report all of them.
        return new Conf(deployments(json, reader), exitAfter(json, problems));
    }

    private static List<Deployment> deployments(JsonObject json, DeploymentReader reader) {
        List<Deployment> deployments = new ArrayList<>();
        if (json.getValue(Overrides.HTTP) instanceof JsonObject http) {
            deployments.add(reader.http(http));
        }
        for (Map.Entry<String, Object> entry : verticles(json)) {
            if (entry.getValue() instanceof JsonObject deployment) {
                deployments.add(reader.read(entry.getKey(), deployment));
            }
        }
        return deployments;
    }

    private static JsonObject verticles(JsonObject json) {
        return json.getValue("verticles") instanceof JsonObject verticles ? verticles : new JsonObject();
    }

    private static Set<String> exitAfter(JsonObject json, List<Problem> problems) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> deployments = verticles(json).fieldNames();
        for (Object name : json.getValue("exitAfter") instanceof JsonArray array ? array : new JsonArray()) {
            names.add(String.valueOf(name));
            if (name instanceof String && !deployments.contains(name) && !deployments.isEmpty()) {
                String allowed = "the name of a deployment, one of " + deployments;
                problems.add(Problem.notAllowed("exitAfter", name, allowed));
            }
        }
        return names;
    }
}
