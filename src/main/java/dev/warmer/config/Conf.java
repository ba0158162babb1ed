package dev.warmer.config;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A valid conf file.
 *
 * @param verticles the deployments, in order
 * @param exitAfter the names of the deployments after whose completion the process ends; empty if it does not end
 */
public record Conf(List<Deployment> verticles, Set<String> exitAfter) {
    /**
     * What is known of a verticle class of this program.
     *
     * @param schema the schema of its config
     * @param threadingModels the threading models that it can be deployed with
     * @param severalInstances whether it can be deployed with several instances
     */
    public record VerticleType(Schema<?> schema, Set<ThreadingModel> threadingModels, boolean severalInstances) {
        /** {@return whether it serves games} */
        public boolean isServer() {
            return schema == Schema.SERVER || schema == Schema.THREADED_SERVER;
        }
    }

    /** {@return the server's configuration that {@code config} is, if it is one} */
    static Optional<ServerConfig> serverOf(Object config) {
        if (config instanceof ThreadedServerConfig threaded) {
            return Optional.of(threaded.server());
        }
        return config instanceof ServerConfig server ? Optional.of(server) : Optional.empty();
    }

    /**
     * One deployment.
     *
     * @param name its name in the conf
     * @param verticle the name for a verticle factory
     * @param options the options of its deployment
     * @param type what is known of its class; empty for third-party verticles
     */
    public record Deployment(String name, String verticle, DeploymentOptions options, Optional<VerticleType> type) {
        /** {@return the options of the deployment except its config, and the verticle} */
        JsonObject deploymentOptions() {
            JsonObject json = options.toJson();
            json.remove("config");
            return json.put("verticle", verticle);
        }

        /** {@return the configuration of the verticle} */
        public JsonObject config() {
            return options.getConfig() == null ? new JsonObject() : options.getConfig();
        }

        /** {@return the server's configuration, if the verticle is a server} */
        public Optional<ServerConfig> server() {
            return type.flatMap(known -> serverOf(known.schema().read(config())));
        }
    }
}
