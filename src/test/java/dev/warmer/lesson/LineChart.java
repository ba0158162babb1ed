package dev.warmer.lesson;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A figure over the number of connections, on a logarithmic axis: a line for each way of waiting, with its name and its
 * last value at its end. Lines differ in colour, mark and dashes.
 *
 * @param title what the chart shows
 * @param subtitle its unit, and whether more is better
 * @param axis the vertical axis, which covers all values
 * @param connections the numbers of connections, ascending
 * @param lines the values, by the way of waiting
 * @param format a value as text
 */
record LineChart(
        String title,
        String subtitle,
        Axis axis,
        List<Integer> connections,
        Map<String, List<Double>> lines,
        DoubleFunction<String> format) {

    private static final int HEIGHT = 410;
    private static final int LEFT = 72;
    private static final int RIGHT = 664;
    private static final int TOP = 84;
    private static final int BOTTOM = 352;
    /** Between the ends of the horizontal axis and the first and last points. */
    private static final int INSET = 12;

    private static final int LABEL_HEIGHT = 18;

    private static final List<String> DASHES = List.of("none", "9 4", "2 4", "none");
    private static final List<String> MARKS = List.of(
            "M-5,-5h10v10h-10z", "M0,-6l6,11h-12z", "M0,-7l7,7l-7,7l-7,-7z", "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0z");

    String svg() {
        Svg svg = new Svg(HEIGHT, title, subtitle, description());
        addAxes(svg);
        svg.text(
                RIGHT + 14,
                TOP - 8,
                "start",
                "text",
                "with " + Format.count(connections.get(last())) + " connections:");
        List<Double> labels = labelPositions();
        List<String> ways = List.copyOf(lines.keySet());
        for (int way = 0; way < ways.size(); way++) {
            svg.begin(way);
            addLine(svg, way, lines.get(ways.get(way)));
            String label = ways.get(way) + " " + format.apply(end(lines.get(ways.get(way))));
            svg.text(RIGHT + 14, labels.get(way) + 4, "start", "label", label);
            svg.end();
        }
        return svg.finish();
    }

    private String description() {
        return lines.entrySet().stream()
                .map(line -> line.getKey() + ": " + description(line.getValue()))
                .collect(Collectors.joining("; ", subtitle + ", by the number of connections. ", "."));
    }

    private String description(List<Double> values) {
        return IntStream.rangeClosed(0, last())
                .mapToObj(i -> format.apply(values.get(i)) + " with " + Format.count(connections.get(i)))
                .collect(Collectors.joining(", "));
    }

    private void addAxes(Svg svg) {
        for (double tick : axis.ticks()) {
            svg.line("grid", LEFT, y(tick), RIGHT, y(tick));
            svg.text(LEFT - 10, y(tick) + 4, "end", "text", axis.format().apply(tick));
        }
        for (int count : connections) {
            svg.line("axis", x(count), BOTTOM, x(count), BOTTOM + 5);
            svg.text(x(count), BOTTOM + 21, "middle", "text", Format.count(count));
        }
        svg.line("axis", LEFT, BOTTOM, RIGHT, BOTTOM);
        svg.text((LEFT + RIGHT) / 2.0, BOTTOM + 45, "middle", "text", "connections (logarithmic)");
    }

    private void addLine(Svg svg, int way, List<Double> values) {
        List<String> points = IntStream.rangeClosed(0, last())
                .mapToObj(i -> Svg.point(x(connections.get(i)), y(values.get(i))))
                .toList();
        String polyline =
                "<polyline points=\"%s\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.5\" stroke-dasharray=\"%s\"/>";
        svg.element(polyline.formatted(String.join(" ", points), DASHES.get(way)));
        String mark = "<path d=\"%s\" transform=\"translate(%s)\" fill=\"currentColor\"/>";
        for (String point : points) {
            svg.element(mark.formatted(MARKS.get(way), point));
        }
    }

    /** {@return where each line's label stands: at its end, or as near as the other labels allow} */
    private List<Double> labelPositions() {
        List<Double> ends =
                lines.values().stream().map(values -> y(end(values))).toList();
        List<Integer> downwards = IntStream.range(0, ends.size())
                .boxed()
                .sorted(Comparator.comparing(ends::get))
                .collect(Collectors.toCollection(ArrayList::new));
        List<Double> positions = new ArrayList<>(ends);
        double free = TOP;
        for (int way : downwards) {
            positions.set(way, Math.max(ends.get(way), free));
            free = positions.get(way) + LABEL_HEIGHT;
        }
        Collections.reverse(downwards);
        double limit = BOTTOM;
        for (int way : downwards) {
            positions.set(way, Math.min(positions.get(way), limit));
            limit = positions.get(way) - LABEL_HEIGHT;
        }
        return positions;
    }

    private double end(List<Double> values) {
        return values.get(last());
    }

    private int last() {
        return connections.size() - 1;
    }

    private double x(int count) {
        double from = Math.log(connections.get(0));
        double share = (Math.log(count) - from) / (Math.log(connections.get(last())) - from);
        return LEFT + INSET + (RIGHT - LEFT - 2 * INSET) * share;
    }

    private double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * axis.position(value);
    }
}
