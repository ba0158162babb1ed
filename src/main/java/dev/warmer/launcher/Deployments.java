package dev.warmer.launcher;

import dev.warmer.config.ConfigUpdates;
import dev.warmer.launcher.Conf.Deployment;
import dev.warmer.lifecycle.Completion;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deploys what a conf names, in its order, each after the one before has started; undeploys in the reverse order; and
 * ends the process when all that it is to wait for is done.
 */
final class Deployments {
    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

    private final Vertx vertx;
    private final Conf conf;
    private final Deque<String> deployed = new ArrayDeque<>();
    private final Map<String, String> names = new HashMap<>();
    /** Words from deployments whose id is not known yet. */
    private final List<JsonObject> words = new ArrayList<>();
    /** How many instances are still to complete before the process ends. */
    private int awaited;

    private Exit exit = Exit.PLAYED;
    private boolean stopping;

    Deployments(Vertx vertx, Conf conf) {
        this.vertx = vertx;
        this.conf = conf;
        awaited = conf.verticles().stream()
                .filter(deployment -> conf.exitAfter().contains(deployment.name()))
                .mapToInt(deployment -> deployment.options().getInstances())
                .sum();
    }

    /** {@return done when all have started, or failed with the first that could not} */
    Future<Void> deploy() {
        Completion.hear(vertx, this::completed);
        Future<Void> started = Future.succeededFuture();
        for (Deployment deployment : conf.verticles()) {
            started = started.compose(v -> deploy(deployment));
        }
        return started;
    }

    private Future<Void> deploy(Deployment deployment) {
        return vertx.deployVerticle(deployment.verticle(), deployment.options())
                .onSuccess(id -> started(id, deployment.name()))
                .recover(cause -> Future.failedFuture(new DeploymentFailedException(deployment.name(), cause)))
                .mapEmpty();
    }

    private synchronized void started(String id, String name) {
        deployed.push(id);
        names.put(id, name);
        settle();
    }

    /** Gives the verticles of a name a new configuration while they run. */
    synchronized void reconfigure(String name, JsonObject config) {
        names.forEach((id, deployed) -> {
            if (deployed.equals(name)) {
                ConfigUpdates.announce(vertx, id, config);
            }
        });
    }

    private synchronized void completed(JsonObject word) {
        if (!stopping) {
            // A verticle that is stopped before it is done has not failed.
            words.add(word);
            settle();
        }
    }

    /** Word of a verticle's end may be here before word of its start. */
    private void settle() {
        words.removeIf(word -> {
            String name = names.get(word.getString("deployment"));
            if (name != null) {
                completed(name, word.getString("failure"));
            }
            return name != null;
        });
    }

    private void completed(String name, String failure) {
        if (failure != null) {
            LOG.error("{}: {}", name, failure);
        }
        if (conf.exitAfter().contains(name)) {
            exit = failure == null ? exit : Exit.FAILED;
            awaited--;
            if (awaited == 0) {
                exit.later();
            }
        }
    }

    /**
     * {@return done when all are stopped, the last one first} Servers next to each other stop together, so that none
     * goes on taking connections while another waits for its games.
     */
    synchronized Future<Void> undeploy() {
        stopping = true;
        Future<Void> stopped = Future.succeededFuture();
        while (!deployed.isEmpty()) {
            List<String> together = nextToStop();
            stopped = stopped.transform(before ->
                    Future.join(together.stream().map(vertx::undeploy).toList()).mapEmpty());
        }
        return stopped;
    }

    private List<String> nextToStop() {
        List<String> together = new ArrayList<>(List.of(deployed.pop()));
        while (isServer(together.get(0)) && !deployed.isEmpty() && isServer(deployed.peek())) {
            together.add(deployed.pop());
        }
        return together;
    }

    private boolean isServer(String id) {
        return conf.verticles().stream()
                .anyMatch(deployment ->
                        deployment.name().equals(names.get(id)) && DeploymentReader.isServer(deployment.verticle()));
    }
}
