package dev.warmer.management;

import dev.warmer.lifecycle.ServerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Measures how long the servers' event loops let a task wait that is ready to run. To be called by one thread at a
 * time.
 */
final class EventLoopLag {
    private final ServerRegistry servers;
    private final MeterRegistry registry;
    /** The loops are numbered as they are met. */
    private final Map<EventLoop, Timer> timers = new HashMap<>();

    EventLoopLag(Vertx vertx, MeterRegistry registry) {
        servers = ServerRegistry.of(vertx);
        this.registry = registry;
    }

    /** Sends each loop a task; what it measures is there when the task has run. */
    void probe() {
        servers.listening().stream()
                .map(context -> ((ContextInternal) context).nettyEventLoop())
                .collect(Collectors.toSet())
                .forEach(this::probe);
    }

    private void probe(EventLoop loop) {
        Timer timer = timers.computeIfAbsent(loop, met -> timer(timers.size()));
        long sent = System.nanoTime();
        loop.execute(() -> timer.record(System.nanoTime() - sent, TimeUnit.NANOSECONDS));
    }

    private Timer timer(int number) {
        return Timer.builder("warmer.event.loop.lag")
                .description("How long a task waits for its turn on an event loop of a server, probed twice a second")
                .tag("loop", String.valueOf(number))
                .register(registry);
    }
}
