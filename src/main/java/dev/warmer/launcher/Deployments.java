package dev.warmer.launcher;

import dev.warmer.config.Conf;
import dev.warmer.config.Conf.Deployment;
import dev.warmer.config.ConfigReloader;
import dev.warmer.lifecycle.Completion;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deploys the verticles of a conf, in order, each after the previous one has started; undeploys them in reverse order;
 * and ends the process when all deployments of {@code exitAfter} are complete. Safe for use from any thread.
 */
final class Deployments {
    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

    private static final int VERTICLE_START_SECONDS = 3;

    private final Vertx vertx;
    private final Conf conf;
    private final Consumer<Exit> exit;
    /** The last one first. */
    private final Deque<Started> deployed = new ArrayDeque<>();
    /** The name of its deployment for each instance that is still to complete. */
    private final List<String> incomplete = new ArrayList<>();

    /** A deployment that has started: its id in Vert.x and its name in the conf. */
    private record Started(String id, String name, boolean isServer) {}

    private Exit status = Exit.PLAYED;
    private Future<Void> starting = Future.succeededFuture();
    private boolean stopping;

    /** @param exit called with the exit status when all deployments of {@code exitAfter} are complete */
    Deployments(Vertx vertx, Conf conf, Consumer<Exit> exit) {
        this.vertx = vertx;
        this.conf = conf;
        this.exit = exit;
        conf.verticles().stream()
                .filter(deployment -> conf.exitAfter().contains(deployment.name()))
                .forEach(deployment -> incomplete.addAll(
                        Collections.nCopies(deployment.options().getInstances(), deployment.name())));
    }

    /** {@return completed when all have started; failed with the first failure} */
    synchronized Future<Void> deploy() {
        Completion.subscribe(vertx, this::completed);
        for (Deployment next : conf.verticles()) {
            deploy(next.name(), next.isServer(), () -> vertx.deployVerticle(next.verticle(), next.options()));
        }
        return starting;
    }

    /** {@return completed when a worker that is not in the conf has started, after all others} It is undeployed first. */
    synchronized Future<Void> deployWorker(String name, Deployable worker) {
        DeploymentOptions options = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);
        deploy(name, false, () -> vertx.deployVerticle(worker, options));
        return starting;
    }

    private void deploy(String name, boolean isServer, Supplier<Future<String>> action) {
        starting = starting.compose(before -> deployNow(name, isServer, action));
    }

    private synchronized Future<Void> deployNow(String name, boolean isServer, Supplier<Future<String>> action) {
        if (stopping) {
            return Future.failedFuture("stopping");
        }
        return action.get()
                .onSuccess(id -> started(new Started(id, name, isServer)))
                .recover(cause -> Future.failedFuture(VertxException.noStackTrace(
                        name + ": " + Objects.requireNonNullElse(cause.getMessage(), cause), cause)))
                .mapEmpty();
    }

    private synchronized void started(Started deployment) {
        deployed.push(deployment);
    }

    /** Publishes a new configuration to the running instances of a deployment. */
    synchronized void reconfigure(String name, JsonObject config) {
        if (!stopping) {
            deployed.stream()
                    .filter(deployment -> deployment.name.equals(name))
                    .forEach(deployment -> ConfigReloader.publish(vertx, deployment.id, config));
        }
    }

    /** The ids of all deployments are known once all have started. */
    private synchronized void completed(JsonObject message) {
        starting.onSuccess(started -> complete(message));
    }

    private synchronized void complete(JsonObject message) {
        // A verticle that is stopped before it is complete has not failed.
        if (!stopping) {
            deployed.stream()
                    .filter(deployment -> deployment.id.equals(message.getString("deployment")))
                    .forEach(deployment -> complete(deployment.name, message));
        }
    }

    private void complete(String name, JsonObject message) {
        boolean failed = message.containsKey("failure");
        if (failed) {
            LOG.error("{}: {}", name, Objects.requireNonNullElse(message.getValue("failure"), "failed"));
        }
        // A verticle that completes more often than it has instances does not count for another one.
        if (incomplete.remove(name)) {
            status = failed ? Exit.FAILED : status;
            if (incomplete.isEmpty()) {
                exit.accept(status);
            }
        }
    }

    /**
     * {@return completed when all are undeployed, the last one first} Adjacent servers are undeployed together, so that
     * none accepts connections while another waits for its connections to close. A verticle that is just starting gets
     * some time for it, since Vert.x logs stack traces if it is closed under a deployment.
     */
    synchronized Future<Void> undeploy() {
        stopping = true;
        return starting.timeout(VERTICLE_START_SECONDS, TimeUnit.SECONDS).transform(started -> undeployAll());
    }

    private synchronized Future<Void> undeployAll() {
        Future<Void> stopped = Future.succeededFuture();
        while (!deployed.isEmpty()) {
            List<Started> together = nextToUndeploy();
            stopped = stopped.transform(before -> Future.join(together.stream()
                            .map(deployment -> vertx.undeploy(deployment.id))
                            .toList())
                    .mapEmpty());
        }
        return stopped;
    }

    private List<Started> nextToUndeploy() {
        List<Started> together = new ArrayList<>(List.of(deployed.pop()));
        while (together.get(0).isServer && !deployed.isEmpty() && deployed.peek().isServer) {
            together.add(deployed.pop());
        }
        return together;
    }
}
