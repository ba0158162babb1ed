package dev.warmer.game;

import java.util.Arrays;

/**
 * Guesses so that every hint excludes as much as possible: {@code floor(log2(3N)) + 1} guesses at worst for N numbers,
 * the hit included, and the fewest possible, whatever the secret, up to 40. The game is the task HotterColder of the
 * International Olympiad in Informatics 2010, but for the hit.
 *
 * <p><b>The mirror.</b> Whether guess <i>b</i> is warmer or colder than <i>a</i> shows on which side of the middle
 * between them the secret is, and Unsure or Same that it is the middle itself. So to split the candidates at <i>m</i> after
 * the guess <i>a</i>, guess the image of <i>a</i> in <i>m</i>, 2<i>m</i> - <i>a</i>:
 *
 * <pre>
 *        a   candidates:  |--------------- m ---------------|   b = 2m - a
 * </pre>
 *
 * <p>The trouble is an image beyond the range. After a guess of 0, the candidates from 0 up are split in the middle
 * by the guess at their far end; but if the secret turns out to be in the lower half, the image of that guess in the
 * middle of the half is negative. Near an end, the first splits have to be uneven.
 *
 * <p><b>The room that halving takes.</b> Call the candidates a block of size S if S - 1 of them lie between two borders
 * S apart; halved in the very middle again and again, it leaves one number after log2 S - 1 splits. The guess two turns
 * on differs from a guess by twice the distance between two successive middles. So every second guess strays from
 * <i>a</i>, the last one before the halving, by less than S/2 + S/8 + ... = 2S/3, and the others from <i>b</i>, its
 * image in the first middle, by less than S/4 + S/16 + ... = S/3. If the block ends with the range and <i>a</i> lies
 * 2S/3 below that end, then <i>b</i> lies S/3 below it: both have just the room they need above, and <i>a</i> has it
 * below if the range is 4S/3 long.
 *
 * <pre>
 *   0       S/3     2S/3             S             4S/3
 *   |--------|========a===============b==============|
 *   rest                  the block
 * </pre>
 *
 * <p>So the first guess is 0 and the second <i>a</i>. Colder: the secret is among the rest, a quarter of the range at
 * most, and that is a range to start over in, two guesses for a factor of four. Warmer: log2 S more guesses hit it in
 * the block. Hence the largest range for log2 S + 2 guesses is 4S/3, which is where 3N comes from.
 *
 * <p><b>Other sizes.</b> In a shorter range, <i>a</i> stays 2S/3 below the end and comes nearer to 0, and there are
 * fewer candidates than the block has room for. The first halving leaves what is spare below them, the next ones above
 * them: that moves the image up by twice as much, just what the range lacks below. And S is not always a power of two,
 * but 4, 5, 6 or 7 times one, the least that will do: then little is spare, and it still can be halved exactly down
 * to a handful of numbers. Rounding to whole numbers is not in this argument; that the bound stands it is for the
 * tests.
 *
 * <p><b>The hit.</b> Of a few candidates, a guess that is one of them may be the last, so a search among all guesses
 * finds better ones than the mirror does; for the handful that remains, and for whole games of up to 35 numbers.
 *
 * <p><b>Hints that are missing or wrong.</b> A guess is never repeated, and where the method would, its neighbour is
 * taken. A few hints withheld cost a few guesses each. Once the hints contradict each other or too many are missing,
 * the rest of the range follows in order.
 *
 * <p>A game takes little more than one kilobyte at most, however large the range and whatever was reported, and about
 * 330 bytes up to a million numbers. A guess takes less than ten microseconds, whatever was reported: at most {@link
 * #MAX_STEPS} elementary steps. For one thread at a time.
 */
public final class BisectStrategy implements Strategy {
    /** The most that {@link #steps()} can be. */
    static final int MAX_STEPS = 1000;

    /** A game in 2<sup>64</sup> numbers takes 65 guesses at worst; the rest is for guesses without a report. */
    private static final int MAX_HISTORY = 96;

    private static final int INITIAL_HISTORY = 16;

    private final long lower;
    private final long end;
    private final Bisection bisection;
    /** The guesses made before the scan, as offsets, and the aims skipped; in ascending order once the scan has begun. */
    private long[] history = new long[INITIAL_HISTORY];

    private int count;
    private boolean scanning;
    private long guess;
    private boolean unreported;
    private int steps;

    /** @param range the numbers to guess from */
    public BisectStrategy(Range range) {
        lower = range.lower();
        end = range.span();
        bisection = new Bisection(end);
    }

    /** {@return the work of the last guess: steps of the endgame's search, and an eighth of the comparisons} */
    int steps() {
        return steps;
    }

    @Override
    public long next() {
        steps = 0;
        if (unreported) {
            bisection.learn(guess, null);
        }
        guess = choose();
        unreported = !scanning;
        return lower + guess;
    }

    @Override
    public void learn(Outcome outcome) {
        if (unreported) {
            unreported = false;
            bisection.learn(guess, outcome);
        }
    }

    private long choose() {
        if (scanning || bisection.isInconsistent()) {
            return scan();
        }
        return bisection.isEndgame() ? endgame() : bisect();
    }

    private long bisect() {
        while (count < MAX_HISTORY) {
            long aim = bisection.aim();
            boolean repeated = Offsets.contains(history, count, aim);
            steps += count / 8;
            add(aim);
            if (!repeated) {
                return aim;
            }
            bisection.learn(aim, null);
        }
        return scan();
    }

    private long endgame() {
        Endgame endgame = new Endgame(end, bisection.low(), bisection.high(), history, count);
        if (count == MAX_HISTORY || endgame.isExhausted()) {
            return scan();
        }
        long choice = bisection.hasFeedback() ? endgame.next(bisection.last()) : endgame.first();
        steps += endgame.steps();
        add(choice);
        return choice;
    }

    private void add(long offset) {
        if (count == history.length) {
            history = Arrays.copyOf(history, count + count / 2);
        }
        history[count++] = offset;
    }

    /** Every number of the range once, in ascending order and from the end on to the start, but those guessed before. */
    private long scan() {
        if (!scanning) {
            scanning = true;
            Arrays.sort(history, 0, count);
            guess = bisection.low() - 1;
        }
        long next = guess;
        do {
            next = next == end ? 0 : next + 1;
        } while (Arrays.binarySearch(history, 0, count, next) >= 0);
        return next;
    }
}
