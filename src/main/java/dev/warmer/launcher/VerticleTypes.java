package dev.warmer.launcher;

import static io.vertx.core.ThreadingModel.EVENT_LOOP;
import static io.vertx.core.ThreadingModel.VIRTUAL_THREAD;

import dev.warmer.await.AwaitClientVerticle;
import dev.warmer.await.AwaitServerVerticle;
import dev.warmer.config.Conf.VerticleType;
import dev.warmer.config.Schema;
import dev.warmer.eventloop.ClientVerticle;
import dev.warmer.eventloop.ServerVerticle;
import dev.warmer.load.LoadVerticle;
import dev.warmer.management.ManagementVerticle;
import dev.warmer.threads.ThreadedClientVerticle;
import dev.warmer.threads.ThreadedServerVerticle;
import dev.warmer.web.WebVerticle;
import io.vertx.core.ThreadingModel;
import java.util.Map;
import java.util.Set;

/** The verticles of this program. */
public final class VerticleTypes {
    private static final Set<ThreadingModel> ANY = Set.of(ThreadingModel.values());

    /** By class name. */
    public static final Map<String, VerticleType> ALL = Map.of(
            ServerVerticle.class.getName(),
            new VerticleType(Schema.SERVER, Set.of(EVENT_LOOP), true),
            ThreadedServerVerticle.class.getName(),
            new VerticleType(Schema.THREADED_SERVER, ANY, false),
            AwaitServerVerticle.class.getName(),
            new VerticleType(Schema.AWAIT_SERVER, Set.of(VIRTUAL_THREAD), true),
            WebVerticle.class.getName(),
            new VerticleType(Schema.WEB, Set.of(EVENT_LOOP), true),
            ClientVerticle.class.getName(),
            new VerticleType(Schema.CLIENT, ANY, true),
            ThreadedClientVerticle.class.getName(),
            new VerticleType(Schema.CLIENT, ANY, true),
            AwaitClientVerticle.class.getName(),
            new VerticleType(Schema.CLIENT, Set.of(VIRTUAL_THREAD), true),
            LoadVerticle.class.getName(),
            new VerticleType(Schema.LOAD, ANY, true),
            ManagementVerticle.class.getName(),
            new VerticleType(Schema.HTTP, ANY, false)); // each instance would be a node on the board

    private VerticleTypes() {}
}
