package dev.warmer.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.game.Guess;
import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines of the transcript, which are those of the lesson. */
class TranscriptTest {
    private final List<String> lines = new ArrayList<>();
    private final Transcript transcript = new Transcript(lines::add);

    @Test
    void printsTheSecret() {
        transcript.opened(new Range(1, 5), 3);
        transcript.opened(new Range(Long.MIN_VALUE, 1_000_000), -20_000);
        assertThat(lines)
                .containsExactly(
                        "Guess a number between 1 and 5! Shhhhh, it's 3.",
                        "Guess a number between -9223372036854775808 and 1000000! Shhhhh, it's -20000.");
    }

    @Test
    void printsTheReportsThatTheServerReceived() {
        transcript.reported(new Guess(4, Outcome.UNSURE));
        transcript.reported(new Guess(-1, Outcome.COLDER));
        assertThat(lines).containsExactly("Server: 4 is Unsure", "Server: -1 is Colder");
    }

    @Test
    void printsTheGuessesThatTheClientReceived() {
        transcript.played(List.of(new Guess(15, Outcome.UNSURE), new Guess(11, Outcome.WARMER)));
        transcript.played(List.of());
        transcript.played(List.of(new Guess(12, Outcome.CORRECT)));
        assertThat(lines).containsExactly("Client: 15 is Unsure", "Client: 11 is Warmer", "Client: 12 is Correct");
    }
}
