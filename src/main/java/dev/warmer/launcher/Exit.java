package dev.warmer.launcher;

import dev.warmer.lifecycle.OutputQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the process ends, and what it says before it does. */
enum Exit {
    /** The games were played. */
    PLAYED(0),
    /** Some game was not played to its end. */
    FAILED(1),
    /** The arguments or the conf have a mistake. */
    USAGE(2),
    /** Vert.x itself could not start. */
    VERTX(11),
    /** A verticle could not start. */
    DEPLOYMENT(15);

    private static final Logger LOG = LoggerFactory.getLogger(Exit.class);

    private final int status;

    Exit(int status) {
        this.status = status;
    }

    /** Says why, a line for each mistake, and ends the process. Not to be called on an event loop. */
    void now(String message) {
        message.lines().forEach(LOG::error);
        System.exit(status);
    }

    /**
     * Ends the process from any thread, once standard output has been read: with a pager, that may take any time. Not
     * on an event loop, since the end waits for those.
     */
    void later() {
        Runnable exit = () -> {
            OutputQueue.STDOUT.flush(Long.MAX_VALUE);
            System.exit(status);
        };
        new Thread(exit, "exit").start();
    }
}
