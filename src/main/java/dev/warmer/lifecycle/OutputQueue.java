package dev.warmer.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A bounded queue of lines in front of standard output or standard error. A daemon thread writes them, so a reader that
 * stalls (a full pipe to a log collector, say) blocks that thread and no other. Where lines were dropped, a line with
 * their number is written instead. Safe for use from any thread.
 *
 * <p>Logback's {@code AsyncAppender} serves log events alone, and with {@code neverBlock} it drops them uncounted.
 */
public final class OutputQueue {
    private static final int CAPACITY = 16_384;
    /** Short, since each write that ends is progress to {@link #flush}. */
    private static final int CHARS_PER_WRITE = 4_096;

    private static final long STALLED_MS = 1_000;

    /** The queue in front of {@code System.out}. */
    public static final OutputQueue STDOUT = new OutputQueue("standard output", System.out, CAPACITY);
    /** The queue in front of {@code System.err}. */
    public static final OutputQueue STDERR = new OutputQueue("standard error", System.err, CAPACITY);

    private final String name;
    private final PrintStream stream;
    private final int capacity;
    private final Queue<String> lines = new ArrayDeque<>();
    private Thread writer;
    private long addedLines;
    private long droppedLines;
    private long reportedDrops;
    /** Guards {@link #writtenLines}, so that only progress wakes {@link #flush}. */
    private final Object progress = new Object();

    private long writtenLines;

    /** @param name what the stream is called in the line that stands for dropped ones */
    OutputQueue(String name, PrintStream stream, int capacity) {
        this.name = name;
        this.stream = stream;
        this.capacity = capacity;
    }

    /** Adds a line, or drops and counts it if the queue is full. Never waits. */
    public synchronized void offer(String line) {
        if (lines.size() >= capacity) {
            droppedLines++;
            return;
        }
        lines.add(dropReport() + line);
        addedLines++;
        notifyAll();
        if (writer == null) {
            writer = new Thread(this::write, name);
            writer.setDaemon(true);
            writer.start();
        }
    }

    /**
     * Adds a line as soon as there is room for it. On an event loop, which must not wait, and on a thread that is
     * interrupted, this is {@link #offer}.
     */
    public synchronized void put(String line) {
        try {
            while (lines.size() >= capacity && !Context.isOnEventLoopThread()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        offer(line);
    }

    /** {@return how many lines were dropped, ever} */
    public synchronized long dropped() {
        return droppedLines;
    }

    /** {@return a line with the number of the lines dropped since the last such line, or nothing if none were} */
    private String dropReport() {
        long drops = droppedLines - reportedDrops;
        reportedDrops = droppedLines;
        return drops == 0 ? "" : drops + " lines dropped: " + name + " was not read" + System.lineSeparator();
    }

    private void write() {
        StringBuilder text = new StringBuilder();
        try {
            while (true) {
                int count = take(text);
                stream.writeBytes(text.toString().getBytes(UTF_8));
                stream.flush();
                text.setLength(0);
                synchronized (progress) {
                    writtenLines += count;
                    progress.notifyAll();
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e); // nobody has a reference to the thread
        }
    }

    private synchronized int take(StringBuilder text) throws InterruptedException {
        while (lines.isEmpty()) {
            wait();
        }
        int count = 0;
        for (; !lines.isEmpty() && text.length() < CHARS_PER_WRITE; count++) {
            text.append(lines.remove()).append(System.lineSeparator());
        }
        if (lines.isEmpty()) {
            text.append(dropReport());
        }
        notifyAll();
        return count;
    }

    /** Waits until all lines added to either queue are written, or until nothing has been written for a second. */
    public static void flushAll() {
        STDERR.flush(STALLED_MS);
        STDOUT.flush(STALLED_MS);
    }

    /**
     * Waits until all lines added before are written.
     *
     * @param stalledMs gives up after so many milliseconds in which nothing was written
     * @return whether they are
     */
    public boolean flush(long stalledMs) {
        long end = added();
        synchronized (progress) {
            try {
                while (writtenLines < end) {
                    long before = writtenLines;
                    progress.wait(stalledMs);
                    if (writtenLines == before) {
                        return false;
                    }
                }
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private synchronized long added() {
        return addedLines;
    }
}
