package dev.warmer.lesson;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several figures of each way of waiting as horizontal bars, one below the other, in the same order.
 *
 * @param title what the chart shows
 * @param subtitle its unit, and whether more is better
 * @param figures what the bars of a way are
 * @param bars the values, by the way of waiting
 * @param format a value as text
 */
record BarChart(
        String title,
        String subtitle,
        List<String> figures,
        Map<String, List<Double>> bars,
        DoubleFunction<String> format) {

    private static final int LEFT = 150;
    private static final int RIGHT = 660;
    private static final int TOP = 80;
    private static final int BAR_HEIGHT = 20;
    private static final int SPACE = 18;

    String svg() {
        int groupHeight = figures.size() * BAR_HEIGHT + SPACE;
        Svg svg = new Svg(TOP + bars.size() * groupHeight, title, subtitle, description());
        double top = TOP;
        int way = 0;
        for (Map.Entry<String, List<Double>> group : bars.entrySet()) {
            svg.begin(way++);
            double middle = top + figures.size() * BAR_HEIGHT / 2.0;
            svg.text(LEFT - 12, middle + 4, "end", "label", group.getKey());
            addBars(svg, top, group.getValue());
            svg.end();
            top += groupHeight;
        }
        return svg.finish();
    }

    private void addBars(Svg svg, double top, List<Double> values) {
        double max = bars.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
        for (int i = 0; i < values.size(); i++) {
            double y = top + i * BAR_HEIGHT;
            double width = Math.max(1, (RIGHT - LEFT) * values.get(i) / max);
            String bar =
                    "<rect x=\"%d\" y=\"%s\" width=\"%s\" height=\"%d\" fill=\"currentColor\" fill-opacity=\"%s\"/>";
            String opacity = i == 0 ? "1" : "0.6";
            svg.element(bar.formatted(LEFT, Svg.decimal(y), Svg.decimal(width), BAR_HEIGHT - 2, opacity));
            String label = format.apply(values.get(i)) + " " + figures.get(i);
            svg.text(LEFT + width + 8, y + 13, "start", "text", label);
        }
    }

    private String description() {
        return bars.entrySet().stream()
                .map(group -> group.getKey() + ": " + description(group.getValue()))
                .collect(Collectors.joining("; ", subtitle + ". ", "."));
    }

    private String description(List<Double> values) {
        return IntStream.range(0, figures.size())
                .mapToObj(i -> format.apply(values.get(i)) + " " + figures.get(i))
                .collect(Collectors.joining(", "));
    }
}
