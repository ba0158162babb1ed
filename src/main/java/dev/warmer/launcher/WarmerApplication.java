package dev.warmer.launcher;

import dev.warmer.config.Conf;
import dev.warmer.config.ConfReader;
import dev.warmer.config.ConfSource;
import dev.warmer.config.ConfigReloader;
import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.Overrides;
import dev.warmer.lifecycle.OutputQueue;
import dev.warmer.lifecycle.ServerRegistry;
import dev.warmer.management.Meters;
import dev.warmer.netty.LauncherCommand;
import dev.warmer.tls.Credentials;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import io.vertx.launcher.application.HookContext;
import io.vertx.launcher.application.VertxApplicationHooks;
import io.vertx.launcher.application.impl.VertxApplicationCommand;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program: deploys the verticles that a conf names, in order, by Vert.x's application launcher. See {@link Exit}
 * for its exit statuses.
 */
public final class WarmerApplication implements VertxApplicationHooks {
    private static final Logger LOG = LoggerFactory.getLogger(WarmerApplication.class);
    /** The time between two readings of the conf file. */
    private static final long RELOAD_MS = 1_000;

    private final Meters meters = new Meters();
    private final VertxApplicationCommand command = LauncherCommand.create(this);
    private final String[] args;
    private Arguments arguments;
    private ConfSource source;
    /** The text of the conf, read once at start, so that the reloader finds whatever changes after that. */
    private String text;

    private Transport transport;
    /** The JSON of {@code -deployment-options}, or null. */
    private JsonObject deploymentOptions;
    /** The options that the command line gives the main verticle, which is the first of the conf. */
    private JsonObject mainOptions;

    private WarmerApplication(String... args) {
        this.args = args;
    }

    /** @param args the options of Vert.x's launcher; {@code -help} lists them */
    public static void main(String[] args) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        OutputQueue::flushAll, "flush")); // first: whatever is logged from here on is written
        WarmerApplication application = new WarmerApplication(args);
        if (!Arguments.printHelpIfRequested(application.command, System.out, args)) {
            Exit.handleSignals();
            application.run();
        }
    }

    private void run() {
        try {
            arguments = orExit(() -> Arguments.parse(command, args));
            source = orExit(arguments::source);
            command.run();
        } catch (RuntimeException e) {
            LOG.debug("cannot start", e);
            Exit.DEPLOYMENT.exit("cannot start: " + e);
            Exit.setStop(() -> {}); // the process ends already, and there is nothing to wait for
        }
    }

    @Override
    public JsonObject afterVertxOptionsParsed(JsonObject options) {
        return orExit(() -> Arguments.checkParsed("-options", arguments.options(), options));
    }

    @Override
    public JsonObject afterDeploymentOptionsParsed(JsonObject options) {
        deploymentOptions =
                orExit(() -> Arguments.checkParsed("-deployment-options", arguments.deploymentOptions(), options));
        return options;
    }

    @Override
    public VertxBuilder createVertxBuilder(VertxOptions options) {
        return orExit(() -> {
            text = source.read();
            JsonObject json = source.parse(text);
            Overrides properties = new Overrides(System.getProperties(), new JsonObject());
            LogConfigurator.apply(
                    properties.apply(json).getValue(Overrides.LOG) instanceof JsonObject log ? log : new JsonObject());
            transport = Transports.choose(source, json, properties);
            VertxBuilder builder = meters.measure(options).withTransport(transport);
            return withCluster(builder, options, new ClusterSetup(source, json, properties));
        });
    }

    private VertxBuilder withCluster(VertxBuilder builder, VertxOptions options, ClusterSetup cluster) {
        boolean requested = arguments.cluster();
        if (!requested && cluster.find().isEmpty()) {
            return builder;
        }
        if (!requested) {
            Arguments.enableCluster(command, args);
        }
        return cluster.join(builder, options);
    }

    private static <T> T orExit(Supplier<T> action) {
        try {
            return action.get();
        } catch (InvalidConfigException e) {
            Exit.USAGE.exit(e.getMessage());
            throw e;
        }
    }

    @Override
    public void afterVertxStarted(HookContext context) {
        meters.share(context.vertx());
    }

    @Override
    public void afterFailureToStartVertx(HookContext context, Throwable cause) {
        Exit.VERTX.exit("Vert.x cannot start: " + (cause == null ? "timeout" : cause.getMessage()));
    }

    /** An empty verticle, since the launcher limits its start to two minutes, and those of a conf may take longer. */
    @Override
    public Supplier<? extends Deployable> verticleSupplier() {
        return () -> new VerticleBase() {};
    }

    @Override
    public void beforeDeployingVerticle(HookContext context) {
        mainOptions = arguments.mainOptions(context.deploymentOptions(), deploymentOptions);
        context.deploymentOptions().setInstances(1).setThreadingModel(ThreadingModel.EVENT_LOOP);
    }

    @Override
    public void afterVerticleDeployed(HookContext context) {
        Vertx vertx = context.vertx();
        Overrides overrides = new Overrides(System.getProperties(), mainOptions);
        ConfReader reader = new ConfReader(source, overrides, vertx.verticleFactories(), VerticleTypes.ALL);
        Conf conf = orExit(() -> reader.read(text, files -> Credentials.read(vertx, files)));
        LOG.info("event loops on transport {}", transport.name());
        overrides.unused(source.parse(text)).forEach(LOG::warn);
        Deployments deployments = new Deployments(vertx, conf, Exit::exitAsync);
        Exit.setStop(() -> stop(deployments));
        try {
            join(deployments.deploy());
            conf.descriptorWarnings(Conf.descriptorLimit()).forEach(LOG::warn);
            if (source.isFile()) {
                BiConsumer<String, JsonObject> reconfigure = (name, config) -> reconfigure(deployments, name, config);
                ConfigReloader reloader = new ConfigReloader(reader, text, conf, reconfigure, RELOAD_MS);
                join(deployments.deployWorker("configuration reload", reloader));
            }
        } catch (CompletionException e) {
            LOG.debug("cannot start", e.getCause());
            if (!Exit.hasBegun()) { // a start that a signal interrupts keeps the drain delay
                ServerRegistry.of(vertx).startFailed();
            }
            Exit.DEPLOYMENT.exit(e.getCause().getMessage());
        }
    }

    private static void reconfigure(Deployments deployments, String name, JsonObject config) {
        if (name.equals(Overrides.LOG)) {
            LogConfigurator.apply(config);
        } else {
            deployments.reconfigure(name, config);
        }
    }

    private static void stop(Deployments deployments) {
        long begun = System.nanoTime();
        join(deployments.undeploy().otherwiseEmpty());
        LOG.info("stopped in {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }

    /** Once more, since the JVM runs shutdown hooks in parallel: this is the end of the one that closes Vert.x. */
    @Override
    public void afterVertxStopped(HookContext context) {
        OutputQueue.flushAll();
    }

    @Override
    public void afterFailureToStopVertx(HookContext context, Throwable cause) {
        OutputQueue.flushAll();
    }

    private static void join(Future<Void> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
