package dev.warmer.netty;

import io.vertx.core.internal.logging.LoggerFactory;
import io.vertx.launcher.application.VertxApplication;
import io.vertx.launcher.application.VertxApplicationHooks;
import io.vertx.launcher.application.impl.VertxApplicationCommand;

/** The command of Vert.x's application launcher, whose constructor takes a logger of an internal type. */
public final class LauncherCommand {
    private LauncherCommand() {}

    /** {@return a command that calls {@code hooks}, and whose options are still to be parsed} */
    public static VertxApplicationCommand create(VertxApplicationHooks hooks) {
        return new VertxApplicationCommand(null, hooks, LoggerFactory.getLogger(VertxApplication.class));
    }
}
