package dev.warmer.contract;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come about, as long as a slow machine may take. */
public final class Eventually {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    private Eventually() {}

    /** Waits until the condition holds. */
    public static void holds(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never: " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** Waits until it is what is expected. */
    public static void is(Object expected, Supplier<?> actual) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        Object last = actual.get();
        while (!expected.equals(last)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still " + last + " and not " + expected);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            last = actual.get();
        }
    }
}
