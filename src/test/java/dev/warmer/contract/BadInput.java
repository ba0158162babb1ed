package dev.warmer.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Input that every server answers with an error, from {@code bad-inputs.txt}.
 *
 * @param code the code of the error
 * @param source its notation there
 * @param text what to send, one character for each byte
 */
public record BadInput(String code, String source, String text) {
    private static final Pattern REPETITION = Pattern.compile("\\{(.[^*]*)\\*(\\d+)}");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-f]{2}|n|\\\\)");

    /** {@return all bad inputs} */
    public static List<BadInput> all() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(BadInput.class.getResourceAsStream("/bad-inputs.txt"), UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(BadInput::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BadInput read(String line) {
        int tab = line.indexOf(' ');
        String source = line.substring(tab).stripLeading();
        return new BadInput(line.substring(0, tab), source, unescaped(repeated(source)));
    }

    private static String repeated(String source) {
        return REPETITION
                .matcher(source)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1).repeat(Integer.parseInt(match.group(2)))));
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group(1)) {
                            case "n" -> "\n";
                            case "\\" -> "\\";
                            default ->
                                String.valueOf(
                                        (char) Integer.parseInt(match.group(1).substring(1), 16));
                        }));
    }
}
