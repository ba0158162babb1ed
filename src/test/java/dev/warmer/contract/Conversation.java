package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The lines of one connection, in order.
 *
 * @param steps what the client sends and which replies it must receive
 * @param clientEnds whether the client half-closes after its last line; if not, the server closes
 */
public record Conversation(List<Step> steps, boolean clientEnds) {
    private static final Pattern PARAMS = Pattern.compile("PARAMS ([+-]?\\d+) ([+-]?\\d+)\r?\n");

    /** One line of either side. */
    public sealed interface Step {}

    /** @param bytes what the client sends, LF included if it is a whole line; one character for each byte */
    public record Sent(String bytes) implements Step {}

    /** @param reply what the server must reply, or a description of it in parentheses */
    public record Expected(String reply) implements Step {}

    /** {@return all that the client sends} */
    public String sent() {
        return steps.stream()
                .filter(Sent.class::isInstance)
                .map(step -> ((Sent) step).bytes())
                .collect(Collectors.joining());
    }

    /** Checks that the server gave these replies and no other. */
    public void assertReplies(List<String> replies) {
        Iterator<String> rest = replies.iterator();
        Guesses guesses = null;
        for (Step step : steps) {
            if (step instanceof Expected expected) {
                assertThat(rest).as("reply " + expected.reply()).hasNext();
                check(expected.reply(), rest.next(), guesses);
            } else {
                Matcher params = PARAMS.matcher(((Sent) step).bytes());
                guesses = params.matches() ? new Guesses(params) : guesses;
            }
        }
        assertThat(rest).as("further replies").isExhausted();
    }

    private static void check(String expected, String reply, Guesses guesses) {
        if (expected.equals("(new guess)")) {
            guesses.checkNew(reply);
        } else if (expected.equals("(same guess)")) {
            assertThat(reply).isEqualTo(guesses.last);
        } else if (expected.startsWith("ERROR ")) {
            assertThat(reply).matches(expected + " [ -~]+");
        } else {
            assertThat(reply).isEqualTo(expected);
        }
    }

    /** The guesses of one game. */
    private static final class Guesses {
        private final String lower;
        private final String upper;
        private final Set<String> seen = new HashSet<>();
        private String last;

        Guesses(Matcher params) {
            lower = params.group(1);
            upper = params.group(2);
        }

        void checkNew(String guess) {
            assertThat(guess).matches("-?\\d+");
            assertThat(Long.parseLong(guess)).isBetween(Long.valueOf(lower), Long.valueOf(upper));
            assertThat(seen.add(guess)).as(guess + " is new").isTrue();
            last = guess;
        }
    }
}
