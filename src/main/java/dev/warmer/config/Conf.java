package dev.warmer.config;

import com.sun.management.UnixOperatingSystemMXBean;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
            return List.of(Schema.SERVER, Schema.THREADED_SERVER, Schema.AWAIT_SERVER, Schema.WEB)
                    .contains(schema);
        }
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
        /** {@return whether it is one of this program's servers} */
        public boolean isServer() {
            return type.filter(VerticleType::isServer).isPresent();
        }

        private boolean isWeb() {
            return type.filter(known -> known.schema() == Schema.WEB).isPresent();
        }

        private long maxConnections() {
            return completeConfig().getLong("maxConnections");
        }

        /** {@return how many connections it may have} Each instance for browsers has as many again to load pages. */
        private long maxDescriptors() {
            return isWeb() ? 2 * maxConnections() * options.getInstances() : maxConnections();
        }

        /** {@return the options of the deployment except its config, and the verticle} */
        JsonObject deploymentOptions() {
            JsonObject json = options.toJson();
            json.remove("config");
            return json.put("verticle", verticle);
        }

        /** {@return the configuration of the verticle} */
        public JsonObject config() {
            return options.getConfig();
        }

        /** {@return the configuration of the verticle, with the defaults if they are known} */
        JsonObject completeConfig() {
            return type.map(known -> known.schema().complete(config())).orElse(config());
        }
    }

    /** {@return the limit of open file descriptors of this process; {@code Long.MAX_VALUE} where it is unknown} */
    public static long descriptorLimit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    /** {@return a warning for each server whose connections may need more than {@code limit} file descriptors} */
    public Stream<String> descriptorWarnings(long limit) {
        return verticles.stream()
                .filter(Deployment::isServer)
                .filter(server -> server.maxDescriptors() > limit)
                .map(server -> ("%s: maxConnections %d%s is above the limit of %d open file descriptors; "
                                + "raise the limit (ulimit -n) or lower maxConnections")
                        .formatted(
                                server.name(),
                                server.maxConnections(),
                                server.isWeb() ? ", up to %d with HTTP,".formatted(server.maxDescriptors()) : "",
                                limit));
    }
}
