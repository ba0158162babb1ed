package dev.warmer.launcher;

import dev.warmer.lifecycle.OutputQueue;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exit statuses, and the end of the process: it stops the deployments, in order and for as long as their {@code
 * drainTimeout} allows, and only then the JVM. Vert.x's own shutdown hook would undeploy all at once and wait no longer
 * than two minutes. A second signal ends the process at once: a JVM without a handler ignores it while shutdown hooks run.
 * Safe for use from any thread.
 */
enum Exit {
    /** All games were played. */
    PLAYED(0),
    /** Some game was not played to its end. */
    FAILED(1),
    /** The arguments or the conf are invalid. */
    USAGE(2),
    /** Vert.x could not start. */
    VERTX(11),
    /** A verticle could not start. */
    DEPLOYMENT(15),
    /** SIGINT, by the convention of shells: 128 and the signal's number. */
    SIGINT(130),
    /** SIGTERM, likewise. */
    SIGTERM(143);

    private static final Logger LOG = LoggerFactory.getLogger(WarmerApplication.class);
    private static final AtomicBoolean BEGUN = new AtomicBoolean();
    private static final CompletableFuture<Runnable> STOP = new CompletableFuture<>();
    private static final AtomicBoolean SIGNALED = new AtomicBoolean();
    private static final int LAUNCHER_START_SECONDS = 5;
    /** How long a stalled standard error is waited for, to log a second signal. */
    private static final long SECOND_SIGNAL_MS = 100;

    final int status;

    Exit(int status) {
        this.status = status;
    }

    /** Uses reflection since javac warns of {@code sun.misc.Signal} unconditionally, and warnings are errors here. */
    static void handleSignals() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            for (Exit exit : List.of(SIGTERM, SIGINT)) {
                String name = exit.name().substring("SIG".length());
                InvocationHandler signaled = (proxy, method, arguments) -> exit.signaled();
                Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, signaled);
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException e) { // the JVM has -Xrs, say
            LOG.warn("cannot handle SIGTERM and SIGINT: {}", String.valueOf(e.getCause()));
        }
    }

    /** Called on a new thread for each signal. {@return null, for the proxy} */
    private Object signaled() {
        if (SIGNALED.compareAndSet(false, true)) {
            LOG.info("{}: stopping", this);
            exit();
        } else {
            LOG.warn("second signal: exiting without waiting for connections");
            OutputQueue.STDERR.flush(SECOND_SIGNAL_MS);
            Runtime.getRuntime().halt(status);
        }
        return null;
    }

    /**
     * Sets what stops the deployments. Until then the program starts, and a signal waits for some time, since Vert.x
     * logs stack traces if it is closed while it starts. Only the first call has an effect.
     */
    static void setStop(Runnable action) {
        STOP.complete(action);
    }

    /** {@return whether the process has begun to end} */
    static boolean hasBegun() {
        return BEGUN.get();
    }

    /**
     * Ends the process since it cannot start: logs why, a line for each problem. Returns only if the process has begun
     * to end for another reason, which then is also the reason of this failure. Not to be called on an event loop.
     */
    void exit(String message) {
        if (!hasBegun()) {
            message.lines().forEach(LOG::error);
            setStop(() -> {}); // unless it is set, there is nothing to stop
            exit();
        }
    }

    /** Ends the process, which may still be starting. Not to be called on an event loop. */
    void exit() {
        if (BEGUN.compareAndSet(false, true)) {
            STOP.completeOnTimeout(() -> {}, LAUNCHER_START_SECONDS, TimeUnit.SECONDS)
                    .join()
                    .run();
            System.exit(status);
        }
    }

    /** Ends the process from any thread, once standard output is read: with a pager, that may take any time. */
    void exitAsync() {
        Runnable exit = () -> {
            OutputQueue.STDOUT.flush(Long.MAX_VALUE);
            exit();
        };
        new Thread(exit, "exit").start();
    }
}
