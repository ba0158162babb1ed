package dev.warmer.lesson;

import java.util.Locale;

/** Figures as text. */
final class Format {
    private static final double KIB = 1024;

    private Format() {}

    /** {@return a number with at least three digits, none behind the point from 100 on} */
    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    /** {@return a number with as many digits behind the point as it needs, at most two} */
    static String tick(double value) {
        return String.format(Locale.ROOT, "%,.2f", value).replaceFirst("\\.?0+$", "");
    }

    /** {@return a number of things, of which there is no half} */
    static String count(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** {@return a time with its unit} */
    static String time(double micros) {
        if (micros < 1e3) {
            return count(micros) + " µs";
        }
        boolean seconds = micros >= 1e6;
        double value = micros / (seconds ? 1e6 : 1e3);
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value).replaceFirst("\\.0$", "")
                + (seconds ? " s" : " ms");
    }

    static String kib(double bytes) {
        return number(bytes / KIB);
    }

    static String mib(double bytes) {
        return number(bytes / KIB / KIB);
    }
}
