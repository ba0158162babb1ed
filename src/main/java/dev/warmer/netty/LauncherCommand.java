package dev.warmer.netty;

import io.vertx.core.internal.logging.LoggerFactory;
import io.vertx.launcher.application.VertxApplication;
import io.vertx.launcher.application.VertxApplicationHooks;
import io.vertx.launcher.application.impl.VertxApplicationCommand;

/** Runs Vert.x's application launcher without parsing a command line. It takes a logger of an internal type. */
public final class LauncherCommand {
    private LauncherCommand() {}

    /** Runs it as {@link VertxApplication#launch} does for no arguments at all. */
    public static void run(VertxApplication application, VertxApplicationHooks hooks) {
        new VertxApplicationCommand(application, hooks, LoggerFactory.getLogger(VertxApplication.class)).run();
    }
}
