package dev.warmer.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Inputs that are mostly valid: transcripts with changed bytes, valid lines with bad inputs between them, and random
 * bytes. The same seed gives the same inputs.
 */
public final class Fuzz {
    private static final int MOST_LINES = 20;
    private static final int MOST_CHANGES = 4;
    private static final int MOST_GARBAGE = 3_000;
    private static final List<String> GOOD = List.of(
            "PARAMS 1 5\n",
            "PARAMS 0 -1\n",
            "PARAMS -9223372036854775808 9223372036854775807\n",
            "PARAMS 7 7\r\n",
            "NUMBER\n",
            "NUMBER\n",
            "NUMBER\r\n",
            "REPORT Warmer\n",
            "REPORT Colder\n",
            "REPORT Unsure\n",
            "REPORT Correct\n",
            "\n");
    private static final List<String> BAD =
            BadInput.all().stream().map(BadInput::text).toList();
    private static final List<String> TRANSCRIPTS = TranscriptFile.all().stream()
            .flatMap(file -> file.conversations().stream())
            .map(Conversation::sent)
            .toList();

    private final SplittableRandom random;

    /** @param seed of the random choices */
    public Fuzz(long seed) {
        random = new SplittableRandom(seed);
    }

    /** {@return the next input, one character for each byte} */
    public String next() {
        return switch (random.nextInt(5)) {
            case 0 -> changed(any(TRANSCRIPTS));
            case 1 -> lines();
            case 2 -> changed(lines());
            case 3 -> lines() + any(BAD) + lines();
            default -> garbage();
        };
    }

    /** {@return the text in pieces of random length, as a network may deliver it} */
    public List<String> split(String text) {
        List<String> pieces = new ArrayList<>();
        int longest = random.nextBoolean() ? 8 : 2_000;
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(longest));
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    private String any(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private String lines() {
        StringBuilder lines = new StringBuilder();
        for (int i = random.nextInt(MOST_LINES); i > 0; i--) {
            lines.append(any(GOOD));
        }
        return lines.toString();
    }

    private String changed(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(MOST_CHANGES); i > 0 && !changed.isEmpty(); i--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(4)) {
                case 0 -> changed.setCharAt(at, (char) random.nextInt(256));
                case 1 -> changed.deleteCharAt(at);
                case 2 -> changed.insert(at, (char) random.nextInt(256));
                default -> changed.insert(at, changed.substring(at));
            }
        }
        return changed.toString();
    }

    private String garbage() {
        byte[] bytes = new byte[random.nextInt(MOST_GARBAGE)];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }
}
