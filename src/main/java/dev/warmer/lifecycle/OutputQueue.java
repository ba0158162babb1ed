package dev.warmer.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * A bounded queue of lines in front of standard output or standard error. A daemon thread writes them, so a reader that
 * stalls (a full pipe to a log collector, say) blocks that thread and no other. Where lines were dropped, a line with
 * their number is written instead. Safe for use from any thread.
 *
 * <p>Logback's {@code AsyncAppender} serves log events alone, and with {@code neverBlock} it drops them uncounted.
 */
public final class OutputQueue {
    private static final int CAPACITY = 16_384;
    private static final long STALLED_MS = 1_000;

    /** The queue in front of {@code System.out}. */
    public static final OutputQueue STDOUT = new OutputQueue("standard output", System.out, CAPACITY);
    /** The queue in front of {@code System.err}. */
    public static final OutputQueue STDERR = new OutputQueue("standard error", System.err, CAPACITY);

    private final String name;
    private final PrintStream stream;
    private final int capacity;
    /** A permit for each line that can be added. */
    private final Semaphore room;

    private final ExecutorService writer;
    private final LongAdder dropped = new LongAdder();
    private final AtomicLong unreportedDrops = new AtomicLong();
    /** Advances with each line written. */
    private final Phaser progress = new Phaser(1);

    /** @param name what the stream is called in the line that stands for dropped ones */
    OutputQueue(String name, PrintStream stream, int capacity) {
        this.name = name;
        this.stream = stream;
        this.capacity = capacity;
        room = new Semaphore(capacity);
        writer = Executors.newSingleThreadExecutor(this::newThread);
    }

    private Thread newThread(Runnable tasks) {
        Thread thread = new Thread(tasks, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Adds a line, or drops and counts it if the queue is full. Never waits. */
    public void offer(String line) {
        if (room.tryAcquire()) {
            add(line);
        } else {
            dropped.increment();
            unreportedDrops.incrementAndGet();
        }
    }

    /**
     * Adds a line as soon as there is room for it. On an event loop, which must not wait, and on a thread that is
     * interrupted, this is {@link #offer}.
     */
    public void put(String line) {
        if (Context.isOnEventLoopThread()) {
            offer(line);
            return;
        }
        try {
            room.acquire();
            add(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            offer(line);
        }
    }

    /**
     * Runs {@code task}, which may wait for room in a queue, on a thread of its own: Vert.x logs stacks of its threads that
     * wait for long.
     *
     * @return the completion of the task, on {@code context}
     */
    public static Future<Void> print(Context context, Runnable task) {
        CompletableFuture<Void> printed = CompletableFuture.runAsync(task, run -> new Thread(run, "printer").start());
        return Future.fromCompletionStage(printed, context).recover(wrapped -> Future.failedFuture(wrapped.getCause()));
    }

    private void add(String line) {
        String text = dropReport() + line + System.lineSeparator();
        writer.execute(() -> write(text));
    }

    /** {@return a line with the number of the lines dropped since the last such line, or nothing if none were} */
    private String dropReport() {
        long drops = unreportedDrops.getAndSet(0);
        return drops == 0 ? "" : drops + " lines dropped: " + name + " was not read" + System.lineSeparator();
    }

    /** Flushes the stream, which has a buffer, only when no more lines wait. */
    private void write(String text) {
        room.release();
        stream.writeBytes(text.getBytes(UTF_8));
        if (room.availablePermits() == capacity) {
            stream.writeBytes(dropReport().getBytes(UTF_8));
            stream.flush();
        }
        progress.arrive();
    }

    /** {@return how many lines were dropped, ever} */
    public long dropped() {
        return dropped.sum();
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
        AtomicBoolean flushed = new AtomicBoolean();
        int phase = progress.getPhase(); // first, so that no advance is missed
        writer.execute(() -> {
            stream.flush();
            flushed.set(true);
            progress.arrive();
        });
        try {
            while (!flushed.get()) {
                phase = progress.awaitAdvanceInterruptibly(phase, stalledMs, TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return flushed.get();
    }
}
