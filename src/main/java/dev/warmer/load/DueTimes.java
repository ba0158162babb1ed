package dev.warmer.load;

/** When the rounds were due that wait for their turn with one player: a queue of integers, in a ring that grows. */
final class DueTimes {
    private static final long[] NONE = {};
    private static final int FIRST_LENGTH = 4;

    private long[] ring = NONE;
    private int head;
    private int size;

    int size() {
        return size;
    }

    void add(long due) {
        if (size == ring.length) {
            grow();
        }
        ring[(head + size) % ring.length] = due;
        size++;
    }

    /** {@return the one that was added first} There must be one. */
    long remove() {
        long first = ring[head];
        head = (head + 1) % ring.length;
        size--;
        return first;
    }

    private void grow() {
        long[] longer = new long[Math.max(FIRST_LENGTH, 2 * ring.length)];
        System.arraycopy(ring, head, longer, 0, ring.length - head);
        System.arraycopy(ring, 0, longer, ring.length - head, head);
        ring = longer;
        head = 0;
    }
}
