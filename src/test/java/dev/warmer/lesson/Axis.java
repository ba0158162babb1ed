package dev.warmer.lesson;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The vertical axis of a chart.
 *
 * @param ticks the values that are marked, ascending; the first and the last are the ends of the axis
 * @param logarithmic whether equal distances are equal factors
 * @param format a tick as text
 */
record Axis(List<Double> ticks, boolean logarithmic, DoubleFunction<String> format) {
    private static final int MAX_STEPS = 6;

    /** {@return an axis from zero in round steps} */
    static Axis linear(List<Double> values) {
        double max = largest(values);
        double magnitude = Math.pow(10, Math.floor(Math.log10(max)) - 1);
        double step = Stream.of(1, 2, 5, 10, 20, 50)
                .map(factor -> factor * magnitude)
                .filter(size -> max / size <= MAX_STEPS)
                .findFirst()
                .orElseThrow();
        int steps = (int) Math.ceil(max / step);
        return new Axis(IntStream.rangeClosed(0, steps).mapToObj(i -> i * step).toList(), false, Format::tick);
    }

    /** {@return an axis in powers of ten} */
    static Axis logarithmic(List<Double> values, DoubleFunction<String> format) {
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        int from = (int) Math.floor(Math.log10(least));
        int to = Math.max(from + 1, (int) Math.ceil(Math.log10(largest(values))));
        return new Axis(
                IntStream.rangeClosed(from, to)
                        .mapToObj(power -> Math.pow(10, power))
                        .toList(),
                true,
                format);
    }

    private static double largest(List<Double> values) {
        return values.stream().flatMapToDouble(DoubleStream::of).max().orElseThrow();
    }

    /** {@return where a value is on the axis, from 0 at its first tick to 1 at its last} */
    double position(double value) {
        double first = scaled(ticks.get(0));
        return (scaled(value) - first) / (scaled(ticks.get(ticks.size() - 1)) - first);
    }

    private double scaled(double value) {
        return logarithmic ? Math.log(value) : value;
    }
}
