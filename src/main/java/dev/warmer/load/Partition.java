package dev.warmer.load;

/**
 * The part of the players and rounds that belongs to one instance: every {@code of}-th, from {@code index} on.
 *
 * @param index the number of the instance, from 0
 * @param of the number of instances that have players
 */
record Partition(int index, int of) {
    /** {@return the part of an instance; the others have as many players or one fewer} */
    static Partition of(int index, int instances, int players) {
        return new Partition(index, Math.min(instances, players));
    }

    /** {@return how many of {@code total} belong to it} */
    int count(int total) {
        return index < of ? (total - index + of - 1) / of : 0;
    }

    /** {@return the number among all of its {@code k}-th, from 0} */
    long number(long k) {
        return index + k * of;
    }
}
