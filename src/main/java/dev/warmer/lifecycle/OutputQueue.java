package dev.warmer.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

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
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Condition removed = lock.newCondition();
    private final Condition written = lock.newCondition();
    private final Queue<String> lines = new ArrayDeque<>();
    private Thread writer;
    private long addedLines;
    private long writtenLines;
    private long droppedLines;
    private long reportedDrops;

    /** @param name what the stream is called in the line that stands for dropped ones */
    OutputQueue(String name, PrintStream stream, int capacity) {
        this.name = name;
        this.stream = stream;
        this.capacity = capacity;
    }

    /** Adds a line, or drops and counts it if the queue is full. Never waits. */
    public void offer(String line) {
        lock.lock();
        try {
            addOrDrop(line);
        } finally {
            lock.unlock();
        }
    }

    /** Adds a line as soon as there is room for it. An event loop must not wait: on one, this is {@link #offer}. */
    public void put(String line) {
        lock.lock();
        try {
            while (lines.size() >= capacity && !Context.isOnEventLoopThread()) {
                removed.awaitUninterruptibly();
            }
            addOrDrop(line);
        } finally {
            lock.unlock();
        }
    }

    private void addOrDrop(String line) {
        if (lines.size() >= capacity) {
            droppedLines++;
            return;
        }
        lines.add(dropReport() + line);
        addedLines++;
        added.signal();
        if (writer == null) {
            writer = new Thread(this::write, name);
            writer.setDaemon(true);
            writer.start();
        }
    }

    /** {@return a line with the number of the lines dropped since the last such line, or nothing if none were} */
    private String dropReport() {
        long drops = droppedLines - reportedDrops;
        reportedDrops = droppedLines;
        return drops == 0 ? "" : drops + " lines dropped: " + name + " was not read" + System.lineSeparator();
    }

    private void write() {
        while (true) {
            StringBuilder text = new StringBuilder();
            int count = take(text);
            stream.writeBytes(text.toString().getBytes(UTF_8));
            stream.flush();
            written(count);
        }
    }

    private int take(StringBuilder text) {
        lock.lock();
        try {
            while (lines.isEmpty()) {
                added.awaitUninterruptibly();
            }
            int count = 0;
            for (; !lines.isEmpty() && text.length() < CHARS_PER_WRITE; count++) {
                text.append(lines.remove()).append(System.lineSeparator());
            }
            if (lines.isEmpty()) {
                text.append(dropReport());
            }
            removed.signalAll();
            return count;
        } finally {
            lock.unlock();
        }
    }

    private void written(int count) {
        lock.lock();
        try {
            writtenLines += count;
            written.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many lines were dropped, ever} */
    public long dropped() {
        lock.lock();
        try {
            return droppedLines;
        } finally {
            lock.unlock();
        }
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
        lock.lock();
        try {
            long end = addedLines;
            while (writtenLines < end) {
                if (!written.await(stalledMs, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
