package dev.warmer.game;

import java.util.HashMap;
import java.util.Map;

/**
 * The fewest guesses that settle a range of up to 62 numbers whatever the secret, by trying all guesses, even repeated
 * ones, against all secrets. Candidates are the bits of a long.
 */
final class Minimax {
    private record State(long candidates, int last, int guesses) {}

    private final int count;
    private final Map<State, Boolean> known = new HashMap<>();

    Minimax(int count) {
        this.count = count;
    }

    int guesses() {
        int guesses = 1;
        while (!settles(guesses)) {
            guesses++;
        }
        return guesses;
    }

    private boolean settles(int guesses) {
        long all = (1L << count) - 1;
        for (int first = 0; first < count; first++) {
            if (settles(new State(without(all, first), first, guesses - 1))) {
                return true;
            }
        }
        return false;
    }

    /** Some states need no trying: k guesses settle k candidates one by one, and never more than {@link #most}. */
    private boolean settles(State state) {
        int size = Long.bitCount(state.candidates());
        if (size <= state.guesses() || size > most(state.guesses())) {
            return size <= state.guesses();
        }
        Boolean settles = known.get(state);
        if (settles == null) {
            settles = anyGuessSettles(state);
            known.put(state, settles);
        }
        return settles;
    }

    /** One candidate is hit, one is as far from the guess as from the last, the others are on either side. */
    private static int most(int guesses) {
        return guesses == 0 ? 0 : guesses == 1 ? 1 : 2 + 2 * most(guesses - 1);
    }

    private boolean anyGuessSettles(State state) {
        for (int guess = 0; guess < count; guess++) {
            if (guess != state.last() && settles(state, guess)) {
                return true;
            }
        }
        return false;
    }

    private boolean settles(State state, int guess) {
        int sum = state.last() + guess;
        long rest = without(state.candidates(), guess);
        long below = rest & ((1L << ((sum + 1) / 2)) - 1);
        long above = rest & -(1L << (sum / 2 + 1));
        int guesses = state.guesses() - 1;
        return settles(new State(below, guess, guesses)) && settles(new State(above, guess, guesses));
    }

    private static long without(long candidates, int number) {
        return candidates & ~(1L << number);
    }
}
