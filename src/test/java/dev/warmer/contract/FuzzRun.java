package dev.warmer.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.game.RandomStrategy;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyBuffer;
import dev.warmer.protocol.Session;
import dev.warmer.protocol.SessionListener;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/**
 * Runs a fuzzer for two seconds, or for {@code -Dfuzz.seconds=N}, from seed 1 or {@code -Dfuzz.seed=N} on.
 */
public final class FuzzRun {
    private static final int MAX_LINE_LENGTH = 1024;
    private static final double SECONDS = Double.parseDouble(System.getProperty("fuzz.seconds", "2"));
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    private FuzzRun() {}

    /** What is fuzzed gets each conversation. */
    public static void run(BiConsumer<Fuzz, String> fuzzed) {
        long end = System.nanoTime() + (long) (SECONDS * 1e9);
        for (long seed = SEED; System.nanoTime() < end; seed++) {
            Fuzz fuzz = new Fuzz(seed);
            try {
                fuzzed.accept(fuzz, fuzz.next());
            } catch (Throwable e) {
                throw new AssertionError("-Dfuzz.seed=" + seed, e);
            }
        }
    }

    /** Any bytes give only guesses, and at most one ERROR line, which is the last. */
    public static void areValid(List<String> replies) {
        for (int i = 0; i < replies.size(); i++) {
            String reply = replies.get(i);
            if (!reply.matches("-?\\d{1,19}")) {
                assertThat(reply).matches("ERROR [A-Z_]+ [ -~]{1,1000}").doesNotStartWith("ERROR INTERNAL");
                assertThat(i).as("after an ERROR line").isEqualTo(replies.size() - 1);
            }
        }
    }

    /**
     * Plays the conversation with a session in memory.
     *
     * @return what any server must answer, but for the guesses, which are all called "guess"
     */
    public static List<String> expected(String conversation) {
        if (!conversation.isEmpty() && (conversation.charAt(0) == 0x15 || conversation.charAt(0) == 0x16)) {
            return List.of("ERROR BAD_ENCODING TLS came where plaintext was expected (is TLS on at one side only?)");
        }
        SplittableRandom random = new SplittableRandom(1);
        Session session =
                new Session(range -> new RandomStrategy(range, random), MAX_LINE_LENGTH, SessionListener.NONE);
        ReplyBuffer replies = new ReplyBuffer();
        int from = 0;
        for (int to = conversation.indexOf('\n'); to >= 0; to = conversation.indexOf('\n', from)) {
            byte[] line = conversation.substring(from, to).getBytes(ISO_8859_1);
            if (!session.receive(line, 0, line.length, replies)) {
                return lines(replies);
            }
            from = to + 1;
        }
        if (conversation.length() - from > MAX_LINE_LENGTH + 1) { // what may yet be a CR is not counted
            session.abort(ProtocolException.lineTooLong(MAX_LINE_LENGTH), replies);
        }
        return lines(replies);
    }

    private static List<String> lines(ReplyBuffer replies) {
        assertThat(replies.toString()).matches("(?s)|.*\n");
        return replies.toString().lines().toList();
    }

    /** {@return the replies with each guess called "guess"} */
    public static List<String> withoutNumbers(List<String> replies) {
        return replies.stream()
                .map(reply -> reply.startsWith("ERROR ") ? reply : "guess")
                .toList();
    }
}
