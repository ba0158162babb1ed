package dev.warmer.launcher;

import dev.warmer.lifecycle.OutputQueue;
import dev.warmer.management.Meters;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import io.vertx.launcher.application.HookContext;
import io.vertx.launcher.application.VertxApplication;
import io.vertx.launcher.application.VertxApplicationHooks;
import io.vertx.launcher.application.impl.VertxApplicationCommand;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program: deploys the verticles that a conf file names, in its order, by Vert.x's application launcher. See
 * {@link Exit} for the status it ends with.
 */
public final class WarmerApplication extends VertxApplication implements VertxApplicationHooks {
    private static final Logger LOG = LoggerFactory.getLogger(WarmerApplication.class);

    private final Meters meters = new Meters();
    private final Arguments arguments;
    /** What the options of the command line say of the main verticle, which is the first that the conf names. */
    private DeploymentOptions main;

    private Transport transport;

    private WarmerApplication(String[] args) {
        super(args, null, false, true); // a mistake in the arguments is told, with the usage, by their parser
        arguments = Arguments.of(args);
    }

    /** @param args the options of Vert.x's launcher; {@code -help} lists them */
    public static void main(String[] args) {
        LogLevel.mistake(System.getProperty(LogLevel.PROPERTY)).ifPresent(Exit.USAGE::now);
        SignalHandler.install();
        Runtime.getRuntime().addShutdownHook(new Thread(OutputQueue::flushAll, "flush"));
        WarmerApplication launcher = new WarmerApplication(args);
        if (Arguments.isPlain(args)) {
            launcher.run();
        } else {
            launcher.launch();
        }
    }

    /** Goes past the parser of the command line, which takes a quarter of the start. */
    private void run() {
        new VertxApplicationCommand(
                        this, this, io.vertx.core.internal.logging.LoggerFactory.getLogger(VertxApplication.class))
                .run();
    }

    @Override
    public JsonObject afterVertxOptionsParsed(JsonObject options) {
        return checked("-options", arguments.options(), options, json -> new VertxOptions(json).toJson());
    }

    @Override
    public JsonObject afterDeploymentOptionsParsed(JsonObject options) {
        return checked(
                "-deployment-options",
                arguments.deploymentOptions(),
                options,
                json -> new DeploymentOptions(json).toJson());
    }

    /** Vert.x's launcher goes on without options that it cannot read, and without those that it does not know. */
    private static JsonObject checked(
            String name, String argument, JsonObject parsed, Function<JsonObject, JsonObject> taken) {
        if (argument != null && parsed == null) {
            Exit.USAGE.now(name + ": " + argument + " is neither a JSON object nor a file that holds one");
        }
        List<String> dropped = argument == null ? List.of() : UnknownOptions.of(parsed, taken);
        if (!dropped.isEmpty()) {
            Exit.USAGE.now(dropped.stream().map(line -> name + ": " + line).collect(Collectors.joining("\n")));
        }
        return parsed;
    }

    @Override
    public VertxBuilder createVertxBuilder(VertxOptions options) {
        transport = Transports.choose(arguments);
        return meters.measure(options).withTransport(transport);
    }

    @Override
    public void afterVertxStarted(HookContext context) {
        meters.share(context.vertx());
    }

    @Override
    public void afterFailureToStartVertx(HookContext context, Throwable cause) {
        Exit.VERTX.now("Vert.x cannot start: " + (cause == null ? "it took too long" : cause.getMessage()));
    }

    /** Nothing yet: what is deployed here has two minutes to start, and what a conf names may take its time. */
    @Override
    public Supplier<? extends Deployable> verticleSupplier() {
        return () -> new VerticleBase() {};
    }

    @Override
    public void beforeDeployingVerticle(HookContext context) {
        main = new DeploymentOptions(context.deploymentOptions());
        context.deploymentOptions().setInstances(1).setThreadingModel(ThreadingModel.EVENT_LOOP);
    }

    @Override
    public void afterVerticleDeployed(HookContext context) {
        VertxInternal vertx = (VertxInternal) context.vertx();
        ConfLoader loader = new ConfLoader(vertx, arguments, main);
        Conf conf = await(loader.load(), Exit.USAGE);
        LOG.info("event loops on transport {}", transport.name());
        Deployments deployments = new Deployments(vertx, conf);
        vertx.addCloseHook(closed -> deployments.undeploy().onComplete(closed));
        await(deployments.deploy(), Exit.DEPLOYMENT);
        loader.listen(new ConfigReloader(conf, deployments::reconfigure)::changed);
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

    private static <T> T await(Future<T> future, Exit otherwise) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            LOG.debug("cannot start", e.getCause());
            otherwise.now(e.getCause().getMessage());
            throw e;
        }
    }
}
