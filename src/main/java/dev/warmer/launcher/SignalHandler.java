package dev.warmer.launcher;

import dev.warmer.lifecycle.OutputQueue;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What SIGTERM and SIGINT do: the first stops the verticles and ends the process, the second ends it at once. A JVM by
 * itself ignores the second while it is busy with the first.
 *
 * <p>By reflection, since {@code sun.misc.Signal} is no API that a compiler lets pass without a warning.
 */
final class SignalHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SignalHandler.class);
    private static final AtomicBoolean BEGUN = new AtomicBoolean();
    /** What a shell reports for a process that a signal ended: 128 and the signal's number. */
    private static final int TERM = 143;

    private static final int INT = 130;
    /** How long standard error may stall before the line about a second signal is given up. */
    private static final long SECOND_SIGNAL_MS = 100;

    private SignalHandler() {}

    static void install() {
        handle("TERM", TERM);
        handle("INT", INT);
    }

    private static void handle(String name, int status) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object termination = Proxy.newProxyInstance(
                    SignalHandler.class.getClassLoader(),
                    new Class<?>[] {handler},
                    (proxy, method, arguments) -> handled(status, method, arguments));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), termination);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.debug("SIG{} is left to the JVM", name, e);
        }
    }

    /** Called on a thread of its own for each signal, and for what every object has to answer. */
    private static Object handled(int status, Method method, Object[] arguments) throws ReflectiveOperationException {
        if (!method.getName().equals("handle")) {
            return method.invoke(BEGUN, arguments);
        }
        if (BEGUN.compareAndSet(false, true)) {
            System.exit(status);
        }
        LOG.warn("a second signal: ending at once");
        OutputQueue.STDERR.flush(SECOND_SIGNAL_MS);
        Runtime.getRuntime().halt(status);
        return null;
    }
}
