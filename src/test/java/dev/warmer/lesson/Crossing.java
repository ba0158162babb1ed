package dev.warmer.lesson;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * From how many connections on one way of waiting is better than another.
 *
 * @param connections the numbers of connections, ascending
 * @param ratios how many times better it is with each of them; below 1, it is worse
 */
record Crossing(List<Integer> connections, List<Double> ratios) {
    /** Ratios nearer to 1 than this do not tell which one is better. */
    private static final double EQUAL = 0.05;

    /** @param value of a way with a number of connections */
    static Crossing of(
            Results results,
            String way,
            String other,
            boolean moreIsBetter,
            ToDoubleBiFunction<String, Integer> value) {
        List<Double> ratios = results.connections().stream()
                .map(count -> value.applyAsDouble(way, count) / value.applyAsDouble(other, count))
                .map(ratio -> moreIsBetter ? ratio : 1 / ratio)
                .toList();
        return new Crossing(results.connections(), ratios);
    }

    /** {@return for example {@code worse; better from 12}, with two digits of each number} */
    @Override
    public String toString() {
        List<Integer> clear = IntStream.range(0, ratios.size())
                .filter(i -> Math.abs(ratios.get(i) - 1) > EQUAL)
                .boxed()
                .toList();
        if (clear.isEmpty()) {
            return "equal";
        }
        StringBuilder text = new StringBuilder(word(clear.get(0)));
        for (int next = 1; next < clear.size(); next++) {
            int i = clear.get(next - 1);
            int j = clear.get(next);
            if (!word(i).equals(word(j))) {
                text.append("; ").append(word(j)).append(" from ").append(twoDigits(between(i, j)));
            }
        }
        return text.toString();
    }

    private String word(int index) {
        return ratios.get(index) > 1 ? "better" : "worse";
    }

    /** {@return where the line between two points crosses 1, if both axes are logarithmic} */
    private double between(int i, int j) {
        double left = Math.log(ratios.get(i));
        double share = left / (left - Math.log(ratios.get(j)));
        double from = Math.log(connections.get(i));
        return Math.exp(from + share * (Math.log(connections.get(j)) - from));
    }

    /** {@return the number, rounded up} Ten is ten even where it was computed as a little more. */
    private static String twoDigits(double number) {
        double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(number)) - 1));
        return String.format(Locale.ROOT, "%,.0f", Math.ceil(number / unit - 1e-6) * unit);
    }
}
