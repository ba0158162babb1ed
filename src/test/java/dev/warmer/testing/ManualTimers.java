package dev.warmer.testing;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The timers of a verticle that have one delay: they fire when the test says so. Those of other delays are Vert.x's. */
public final class ManualTimers {
    private final long delayMs;
    private final BlockingQueue<Runnable> timers = new LinkedBlockingQueue<>();

    /** @param delayMs in milliseconds */
    public ManualTimers(long delayMs) {
        this.delayMs = delayMs;
    }

    /** {@return what deploys the verticle with these timers} */
    public Deployable in(VerticleBase verticle) {
        return new Deployable() {
            @Override
            public Future<?> deploy(Context context) throws Exception {
                verticle.init(new ManualVertx(context.owner()), context);
                return verticle.start();
            }

            @Override
            public Future<?> undeploy(Context context) throws Exception {
                return verticle.stop();
            }
        };
    }

    /** Fires the timer that was set first, once it is set. */
    public void fire() {
        Await.next(timers).run();
    }

    private final class ManualVertx extends VertxWrapper {
        ManualVertx(Vertx vertx) {
            super((VertxInternal) vertx);
        }

        @Override
        public long setTimer(long delay, Handler<Long> handler) {
            if (delay != delayMs) {
                return super.setTimer(delay, handler);
            }
            Context context = getOrCreateContext();
            timers.add(() -> context.runOnContext(fired -> handler.handle(-1L)));
            return -1;
        }
    }
}
