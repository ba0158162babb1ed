package dev.warmer.protocol;

/**
 * A set of integers without an object for each: a hash table with open addressing and linear probing (Knuth, The Art of
 * Computer Programming, volume 3, 6.4, Algorithm L), at most half full, its hash Fibonacci's (the same, multiplicative).
 *
 * <p>Not thread-safe.
 */
final class LongSet {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final int FIRST_BITS = 4;

    /** Zero stands for nothing, so whether the zero itself is in is told apart. */
    private long[] slots = new long[1 << FIRST_BITS];

    private int shift = Long.SIZE - FIRST_BITS;
    private int size;
    private boolean zero;

    /** {@return whether {@code value} was not in yet; it is from then on} */
    boolean add(long value) {
        if (value == 0) {
            boolean added = !zero;
            zero = true;
            return added;
        }
        int slot = slot(value);
        if (slots[slot] == value) {
            return false;
        }
        slots[slot] = value;
        size++;
        if (size > slots.length / 2) {
            grow();
        }
        return true;
    }

    /** {@return where {@code value} is, or would be} */
    private int slot(long value) {
        int slot = (int) ((value * GOLDEN) >>> shift);
        while (slots[slot] != 0 && slots[slot] != value) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[2 * before.length];
        shift--;
        for (long value : before) {
            if (value != 0) {
                slots[slot(value)] = value;
            }
        }
    }
}
