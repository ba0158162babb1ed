package dev.warmer.launcher;

import dev.warmer.lifecycle.OutputQueue;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles SIGTERM and SIGINT: the first signal stops the verticles and ends the process, the second ends it at once. A
 * JVM without a handler ignores the second signal while its shutdown hooks run, which may take a {@code drainTimeout}.
 *
 * <p>Uses reflection since javac warns of {@code sun.misc.Signal} unconditionally, and warnings are errors here.
 */
final class SignalHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SignalHandler.class);
    /** How long a stalled standard error is waited for, to log a second signal. */
    private static final long SECOND_SIGNAL_MS = 100;

    private static final AtomicBoolean RECEIVED = new AtomicBoolean();

    private SignalHandler() {}

    static void install() {
        install("TERM", Exit.SIGTERM);
        install("INT", Exit.SIGINT);
    }

    private static void install(String name, Exit exit) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    SignalHandler.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            handle(exit);
                            return null;
                        }
                        return method.invoke(RECEIVED, arguments); // a method of Object
                    });
            signal.getMethod("handle", signal, type)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.debug("could not install SIG{} handler", name, e);
        }
    }

    /** Called on a new thread for each signal. */
    private static void handle(Exit exit) {
        if (RECEIVED.compareAndSet(false, true)) {
            exit.exit();
        } else {
            LOG.warn("second signal: exiting without waiting for connections");
            OutputQueue.STDERR.flush(SECOND_SIGNAL_MS);
            Runtime.getRuntime().halt(exit.status);
        }
    }
}
