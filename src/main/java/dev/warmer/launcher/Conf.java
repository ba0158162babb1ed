package dev.warmer.launcher;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/**
 * What is to be deployed, in order.
 *
 * @param verticles the deployments
 * @param exitAfter the names of those after whose completion the process ends; empty if it goes on
 */
record Conf(List<Deployment> verticles, Set<String> exitAfter) {
    /**
     * One deployment.
     *
     * @param name its name in the conf
     * @param verticle the name that a verticle factory knows it by
     * @param options how to deploy it
     */
    record Deployment(String name, String verticle, DeploymentOptions options) {
        /** {@return everything that is said of it but its configuration} */
        JsonObject frame() {
            JsonObject frame = options.toJson();
            frame.remove("config");
            return frame.put("verticle", verticle);
        }

        /** {@return what the verticle is told} */
        JsonObject config() {
            return options.getConfig() == null ? new JsonObject() : options.getConfig();
        }
    }
}
