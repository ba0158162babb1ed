package dev.warmer.load;

/**
 * Which of the players and rounds are one instance's: every {@code of}-th, from {@code index} on.
 *
 * @param index from 0
 * @param of how many instances take part
 */
record Share(int index, int of) {
    /** {@return the share of an instance, the others having as many players or one fewer} */
    static Share of(int index, int instances, int players) {
        return new Share(index, Math.min(instances, players));
    }

    /** {@return how many of so many are in it} */
    int count(int total) {
        return index < of ? (total - index + of - 1) / of : 0;
    }

    /** {@return the number that its {@code k}-th, from 0, has among all} */
    long number(long k) {
        return index + k * of;
    }
}
