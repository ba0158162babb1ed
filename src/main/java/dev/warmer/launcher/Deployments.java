package dev.warmer.launcher;

import dev.warmer.config.Conf;
import dev.warmer.config.Conf.Deployment;
import dev.warmer.config.Conf.VerticleType;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final Deque<String> deployed = new ArrayDeque<>();
    private final Map<String, Deployment> byId = new HashMap<>();
    /** The name of its deployment for each instance that is still to complete. */
    private final List<String> incomplete = new ArrayList<>();

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
        conf.verticles()
                .forEach(deployment ->
                        deploy(deployment, () -> vertx.deployVerticle(deployment.verticle(), deployment.options())));
        return starting;
    }

    /** {@return completed when a worker that is not in the conf has started, after all others} It is undeployed first. */
    synchronized Future<Void> deployWorker(String name, Deployable worker) {
        DeploymentOptions options = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);
        deploy(
                new Deployment(name, worker.getClass().getName(), options, Optional.empty()),
                () -> vertx.deployVerticle(worker, options));
        return starting;
    }

    private void deploy(Deployment deployment, Supplier<Future<String>> action) {
        starting = starting.compose(before -> deployNow(deployment, action));
    }

    private synchronized Future<Void> deployNow(Deployment deployment, Supplier<Future<String>> action) {
        if (stopping) {
            return Future.failedFuture("stopping");
        }
        return action.get()
                .onSuccess(id -> started(id, deployment))
                .recover(cause -> Future.failedFuture(VertxException.noStackTrace(
                        deployment.name() + ": " + (cause.getMessage() == null ? cause : cause.getMessage()), cause)))
                .mapEmpty();
    }

    private synchronized void started(String id, Deployment deployment) {
        deployed.push(id);
        byId.put(id, deployment);
    }

    /** Publishes a new configuration to the running instances of a deployment. */
    synchronized void reconfigure(String name, JsonObject config) {
        if (!stopping) {
            byId.forEach((id, deployment) -> {
                if (deployment.name().equals(name)) {
                    ConfigReloader.publish(vertx, id, config);
                }
            });
        }
    }

    /** The ids of all deployments are known once all have started. */
    private synchronized void completed(JsonObject message) {
        starting.onSuccess(started -> complete(message));
    }

    private synchronized void complete(JsonObject message) {
        Deployment deployment = byId.get(message.getString("deployment"));
        // A verticle that is stopped before it is complete has not failed.
        if (deployment != null && !stopping) {
            completed(deployment.name(), message);
        }
    }

    private void completed(String name, JsonObject message) {
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
            List<String> together = nextToUndeploy();
            stopped = stopped.transform(before ->
                    Future.join(together.stream().map(vertx::undeploy).toList()).mapEmpty());
        }
        return stopped;
    }

    private List<String> nextToUndeploy() {
        List<String> together = new ArrayList<>(List.of(deployed.pop()));
        while (isServer(together.get(0)) && !deployed.isEmpty() && isServer(deployed.peek())) {
            together.add(deployed.pop());
        }
        return together;
    }

    private boolean isServer(String id) {
        return byId.get(id).type().filter(VerticleType::isServer).isPresent();
    }
}
