package dev.warmer.lesson;

import java.util.Locale;

/**
 * A chart in SVG that is being written. Its background is part of it, so that it can be read in light and dark pages
 * alike; the colours follow the theme that the browser prefers.
 *
 * <p>Not thread-safe.
 */
final class Svg {
    static final int WIDTH = 880;

    /** Orange, purple, green and blue that the colour-blind can tell apart, each dark on white and light on black. */
    private static final String STYLE = """
            <style>
            text { font: 13px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif }
            .title { font-size: 18px; font-weight: 600 }
            .label { font-weight: 600 }
            .back { fill: #ffffff } .text { fill: #1f2328 } .grid { stroke: #d8dee4 } .axis { stroke: #59636e }
            .way0 { color: #b84a00 } .way1 { color: #9a3a7a } .way2 { color: #00785a } .way3 { color: #0064a8 }
            @media (prefers-color-scheme: dark) {
            .back { fill: #0d1117 } .text { fill: #e6edf3 } .grid { stroke: #2b323b } .axis { stroke: #9198a1 }
            .way0 { color: #ff9350 } .way1 { color: #e99bcb } .way2 { color: #46cfa3 } .way3 { color: #6cb6ff }
            }
            </style>
            """;

    private final StringBuilder svg = new StringBuilder();

    /**
     * @param subtitle the unit, and whether more is better
     * @param description all values, for those who do not see the chart
     */
    Svg(int height, String title, String subtitle, String description) {
        svg.append(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" \
                aria-labelledby="title desc">
                <title id="title">%s</title>
                <desc id="desc">%s</desc>
                """, WIDTH, height, WIDTH, height, title, description));
        svg.append(STYLE);
        svg.append("<rect class=\"back\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n".formatted(WIDTH, height));
        text(20, 32, "start", "text title", title);
        text(20, 55, "start", "text", subtitle);
    }

    /** Adds a text, whose {@code y} is that of its base line. */
    void text(double x, double y, String anchor, String style, String text) {
        String fill = style.equals("label") ? " fill=\"currentColor\"" : "";
        svg.append("<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\"%s>%s</text>\n"
                .formatted(style, decimal(x), decimal(y), anchor, fill, text));
    }

    void line(String style, double x1, double y1, double x2, double y2) {
        svg.append("<path class=\"%s\" d=\"M%sL%s\"/>\n".formatted(style, point(x1, y1), point(x2, y2)));
    }

    /** Begins what has the colour of a way of waiting. */
    void begin(int way) {
        svg.append("<g class=\"way%d\">\n".formatted(way));
    }

    /** Adds an element in the colour of the way of waiting. */
    void element(String element) {
        svg.append(element).append('\n');
    }

    void end() {
        svg.append("</g>\n");
    }

    /** {@return the whole chart} Nothing can be added afterwards. */
    String finish() {
        return svg.append("</svg>\n").toString();
    }

    static String point(double x, double y) {
        return decimal(x) + "," + decimal(y);
    }

    static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
