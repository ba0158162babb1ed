package dev.warmer.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Conversations of a client with a server. See {@code transcripts/README} for the notation.
 *
 * @param name the file's name, without its ending
 * @param conversations one for each connection, at least one
 */
public record TranscriptFile(String name, List<Conversation> conversations) {
    private static final Pattern REPETITION = Pattern.compile("\\{(.)\\*(\\d+)}");
    private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9a-f]{2})");

    /** {@return all files, ordered by name} */
    public static List<TranscriptFile> all() {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(TranscriptFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory() {
        try {
            URI uri = TranscriptFile.class.getResource("/transcripts").toURI();
            return Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TranscriptFile read(Path file) {
        try {
            String name = file.getFileName().toString().replace(".txt", "");
            List<Conversation> conversations = Arrays.stream(
                            Files.readString(file, UTF_8).split("\\(new connection\\)\n", -1))
                    .map(text -> conversation(name, text))
                    .toList();
            return new TranscriptFile(name, conversations);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Conversation conversation(String name, String text) {
        List<Conversation.Step> steps = new ArrayList<>();
        String end = null;
        for (String line : text.lines().toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            assertThat(end).as(name + ": " + line + " after the end").isNull();
            if (line.startsWith("> ") || line.equals(">")) {
                steps.add(new Conversation.Sent(bytes(line.substring(Math.min(2, line.length()))) + "\n"));
            } else if (line.startsWith(">> ")) {
                steps.add(new Conversation.Sent(bytes(line.substring(3))));
            } else if (line.startsWith("< ")) {
                steps.add(new Conversation.Expected(line.substring(2)));
            } else {
                end = line;
            }
        }
        assertThat(end).as(name + ": how it ends").isIn("(server closes)", "(client half-closes)");
        return new Conversation(steps, "(client half-closes)".equals(end));
    }

    /** {@return the text with its repetitions and escapes replaced, one character for each byte} */
    private static String bytes(String text) {
        String repeated = REPETITION
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1).repeat(Integer.parseInt(match.group(2)))));
        return ESCAPE.matcher(repeated)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }
}
