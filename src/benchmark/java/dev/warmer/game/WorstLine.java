package dev.warmer.game;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.warmer.protocol.ReplyBuffer;
import dev.warmer.protocol.Session;
import dev.warmer.protocol.SessionListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Searches for the line that costs a server with {@link BisectStrategy} the most, and prints it with its time.
 *
 * <p>A history has a letter for each NUMBER: W, C, U for the outcome reported of the guess, N for none. Tried are all
 * histories of up to six letters in ranges of up to 60 numbers, and longer ones in any range, changed letter by letter
 * as long as {@link BisectStrategy#steps()} grows. The ones with the most steps are played as lines, and the last
 * NUMBER of each is timed.
 */
public final class WorstLine {
    private record History(long span, String letters) {
        @Override
        public String toString() {
            return "PARAMS 1 " + (span + 1) + ", " + letters;
        }
    }

    private record Cost(History history, int steps) {}

    private record Time(History history, int steps, long medianNanos, long leastNanos) {}

    private static final String LETTERS = "WCUN";
    private static final int SMALL = 60;
    private static final int SHORT = 6;
    private static final int LONG = 110;
    private static final int CLIMBS = 300;
    private static final int CHANGES = 300;
    private static final int TIMED = 100;
    private static final int REPEATS = 400;

    private final RandomGenerator random = new SplittableRandom(1);
    private final List<Cost> costs = new ArrayList<>();

    private WorstLine() {}

    /** @param args ignored */
    public static void main(String[] args) {
        print();
    }

    /** Searches and prints, in about ten seconds. */
    public static void print() {
        WorstLine search = new WorstLine();
        for (int count = 1; count <= SMALL; count++) {
            search.costs.add(search.worst(new History(count - 1, "")));
        }
        for (int climb = 0; climb < CLIMBS; climb++) {
            search.costs.add(search.climb());
        }
        search.costs.sort(Comparator.comparingInt(Cost::steps).reversed());
        search.costs.stream()
                .limit(TIMED)
                .map(WorstLine::time)
                .sorted(Comparator.comparingLong(Time::medianNanos).reversed())
                .limit(3)
                .forEach(WorstLine::print);
    }

    private static void print(Time time) {
        System.out.printf(
                Locale.ROOT,
                "| Worst line, NUMBER after | %s | %d | %d | %d steps |%n",
                time.history(),
                time.medianNanos(),
                time.leastNanos(),
                time.steps());
    }

    /** {@return the worst of this history and all its continuations} */
    private Cost worst(History start) {
        Cost worst = new Cost(start, steps(start));
        int length = start.letters().length();
        for (int i = 0; i < LETTERS.length() && length < Math.min(SHORT, start.span()); i++) {
            worst = worse(worst, worst(new History(start.span(), start.letters() + LETTERS.charAt(i))));
        }
        return worst;
    }

    private Cost climb() {
        History start = new History(span(), "");
        Cost worst = new Cost(start, steps(start));
        for (int change = 0; change < CHANGES; change++) {
            History history = change < CHANGES / 10 ? anyOf(start.span()) : changed(worst.history());
            worst = worse(worst, new Cost(history, steps(history)));
        }
        return worst;
    }

    private long span() {
        return random.nextBoolean() ? random.nextInt(1, 200) : Long.MAX_VALUE >>> random.nextInt(1, 58);
    }

    private History anyOf(long span) {
        StringBuilder letters = new StringBuilder();
        int length = (int) Math.min(span, random.nextInt(LONG));
        char usual = letter();
        double share = random.nextDouble();
        for (int i = 0; i < length; i++) {
            letters.append(random.nextDouble() < share ? usual : letter());
        }
        return new History(span, letters.toString());
    }

    private History changed(History history) {
        StringBuilder letters = new StringBuilder(history.letters());
        int at = random.nextInt(letters.length() + 1);
        if (at == letters.length() && letters.length() < history.span()) {
            letters.append(letter());
        } else if (at < letters.length() && random.nextInt(4) == 0) {
            letters.setLength(at);
        } else if (at < letters.length()) {
            letters.setCharAt(at, letter());
        }
        return new History(history.span(), letters.toString());
    }

    private char letter() {
        return LETTERS.charAt(random.nextInt(LETTERS.length()));
    }

    private static Cost worse(Cost one, Cost other) {
        return other.steps() >= one.steps() ? other : one;
    }

    private static int steps(History history) {
        BisectStrategy strategy = new BisectStrategy(new Range(1, history.span() + 1));
        history.letters().chars().forEach(letter -> {
            strategy.next();
            if (letter != 'N') {
                strategy.learn(outcome(letter));
            }
        });
        strategy.next();
        return strategy.steps();
    }

    private static Outcome outcome(int letter) {
        return switch (letter) {
            case 'W' -> Outcome.WARMER;
            case 'C' -> Outcome.COLDER;
            default -> Outcome.UNSURE;
        };
    }

    private static Time time(Cost cost) {
        long[] nanos = new long[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            nanos[i] = nanosOfLastNumber(cost.history());
        }
        long[] settled = Arrays.copyOfRange(nanos, REPEATS / 2, REPEATS);
        Arrays.sort(settled);
        return new Time(cost.history(), cost.steps(), settled[settled.length / 2], settled[0]);
    }

    private static long nanosOfLastNumber(History history) {
        ReplyBuffer replies = new ReplyBuffer();
        Session session = new Session(BisectStrategy::new, 1024, SessionListener.NONE);
        send(session, replies, "PARAMS 1 " + (history.span() + 1));
        history.letters().chars().forEach(letter -> {
            send(session, replies, "NUMBER");
            if (letter != 'N') {
                send(session, replies, "REPORT " + outcome(letter));
            }
        });
        byte[] number = "NUMBER".getBytes(US_ASCII);
        long start = System.nanoTime();
        session.receive(number, 0, number.length, replies);
        return System.nanoTime() - start;
    }

    private static void send(Session session, ReplyBuffer replies, String text) {
        byte[] line = text.getBytes(US_ASCII);
        replies.clear();
        session.receive(line, 0, line.length, replies);
    }
}
