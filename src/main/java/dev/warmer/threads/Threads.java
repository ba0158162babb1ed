package dev.warmer.threads;

import java.util.concurrent.ThreadFactory;

/** What the connections run on. */
final class Threads {
    private Threads() {}

    /** {@return what makes threads that do not keep the process alive} */
    static ThreadFactory named(String name, boolean virtual) {
        return virtual ? virtual(name) : task -> platform(name, task);
    }

    private static Thread platform(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** By reflection, since this code also runs where there are no virtual threads. */
    private static ThreadFactory virtual(String name) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            type.getMethod("name", String.class).invoke(builder, name);
            return (ThreadFactory) type.getMethod("factory").invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has no virtual threads", e);
        }
    }
}
