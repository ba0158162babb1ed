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
 * Runs a fuzzer for two seconds, or for {@code -Dfuzz.seconds=N}. The inputs have the seeds 1, 2, 3 and so on, or those
 * from {@code -Dfuzz.seed=N} on; with {@code -Dfuzz.seed=random} the first one is random. Prints the seeds.
 */
public final class FuzzRun {
    private static final int MAX_LINE_LENGTH = 1024;
    private static final double SECONDS = Double.parseDouble(System.getProperty("fuzz.seconds", "2"));
    private static final long FIRST_SEED = configuredSeed();

    private FuzzRun() {}

    /** {@return the seed that {@code fuzz.seed} sets} */
    public static long firstSeed() {
        return FIRST_SEED;
    }

    private static long configuredSeed() {
        String seed = System.getProperty("fuzz.seed", "1");
        return seed.equals("random") ? new SplittableRandom().nextLong(Long.MAX_VALUE) : Long.parseLong(seed);
    }

    /** Calls the target with each input and the fuzzer that generated it. */
    public static void run(BiConsumer<Fuzz, String> target) {
        long start = System.nanoTime();
        long seed = FIRST_SEED;
        while (System.nanoTime() - start < SECONDS * 1e9) {
            Fuzz fuzz = new Fuzz(seed);
            try {
                target.accept(fuzz, fuzz.next());
            } catch (Throwable e) {
                throw new AssertionError("-Dfuzz.seed=" + seed, e);
            }
            seed++;
        }
        System.out.println("fuzz seeds: " + FIRST_SEED + " to " + (seed - 1));
    }

    /** Any bytes are answered with guesses, and at most one ERROR line, which is the last. */
    public static void assertValid(List<String> replies) {
        for (int i = 0; i < replies.size(); i++) {
            String reply = replies.get(i);
            if (!reply.matches("-?\\d{1,19}")) {
                assertThat(reply).matches("ERROR [A-Z_]+ [ -~]{1,1000}").doesNotStartWith("ERROR INTERNAL");
                assertThat(i).as("after an ERROR line").isEqualTo(replies.size() - 1);
            }
        }
    }

    /**
     * Passes the input to a session in memory.
     *
     * @return the replies of any server, except that its guesses may be other ones
     */
    public static List<String> expected(String input) {
        if (!input.isEmpty() && (input.charAt(0) == 0x15 || input.charAt(0) == 0x16)) {
            return List.of("ERROR BAD_ENCODING TLS came where plaintext was expected (is TLS on at one side only?)");
        }
        SplittableRandom random = new SplittableRandom(1);
        Session session =
                new Session(range -> new RandomStrategy(range, random), MAX_LINE_LENGTH, SessionListener.NONE);
        ReplyBuffer replies = new ReplyBuffer();
        int from = 0;
        for (int to = input.indexOf('\n'); to >= 0; to = input.indexOf('\n', from)) {
            byte[] line = input.substring(from, to).getBytes(ISO_8859_1);
            if (!session.receive(line, 0, line.length, replies)) {
                return lines(replies);
            }
            from = to + 1;
        }
        if (input.length() - from > MAX_LINE_LENGTH + 1) { // what may yet be a CR is not counted
            session.abort(ProtocolException.lineTooLong(MAX_LINE_LENGTH), replies);
        }
        return lines(replies);
    }

    private static List<String> lines(ReplyBuffer replies) {
        assertThat(replies.toString()).matches("(?s)|.*\n");
        return replies.toString().lines().toList();
    }

    /** {@return the replies with "guess" in place of each guess} */
    public static List<String> withoutNumbers(List<String> replies) {
        return replies.stream()
                .map(reply -> reply.startsWith("ERROR ") ? reply : "guess")
                .toList();
    }
}
