package dev.warmer.testing;

import io.vertx.core.Future;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits of tests. Each fails after {@value #TIMEOUT_SECONDS} seconds, long enough for a machine under load. */
public final class Await {
    /** The time limit of a wait. */
    public static final int TIMEOUT_SECONDS = 60;

    private static final long POLL_NANOS = 2_000_000;

    private Await() {}

    /** {@return the result of the future} Throws its cause, checked or not, if it fails. */
    public static <T> T result(Future<T> future) {
        try {
            return future.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("future not completed within " + TIMEOUT_SECONDS + " s", e);
        }
    }

    /** Waits for the latch to reach zero. */
    public static void zero(CountDownLatch latch) {
        try {
            if (!latch.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("latch still at " + latch.getCount());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return the next element of the queue, once there is one} */
    public static <T> T next(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no element within " + TIMEOUT_SECONDS + " s");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Polls until the condition is true; {@code description} is the message if it is not. */
    public static void until(String description, BooleanSupplier condition) {
        equal(true, condition::getAsBoolean, description + ": ");
    }

    /** Polls until the supplier returns what is expected. */
    public static void equal(Object expected, Supplier<?> actual) {
        equal(expected, actual, "");
    }

    private static void equal(Object expected, Supplier<?> actual, String description) {
        long start = System.nanoTime();
        Object last = actual.get();
        while (!expected.equals(last)) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS)) {
                throw new AssertionError(description + "still " + last + ", expected " + expected);
            }
            LockSupport.parkNanos(POLL_NANOS);
            last = actual.get();
        }
    }
}
