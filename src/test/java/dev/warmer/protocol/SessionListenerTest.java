package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The events that a session notifies its listener of, and whether a game is in progress. */
class SessionListenerTest {
    private final List<String> events = new ArrayList<>();
    private final Session session = new Session(
            range -> new ScriptedStrategy(new long[] {4, 2, 3}, new ArrayList<>()), 64, new SessionListener() {
                @Override
                public void received(Command command) {
                    events.add("received " + command);
                }

                @Override
                public void won(long guesses) {
                    events.add("won " + guesses);
                }

                @Override
                public void abandoned(long guesses) {
                    events.add("abandoned " + guesses);
                }
            });

    private void send(String... lines) {
        for (String text : lines) {
            byte[] line = text.getBytes(US_ASCII);
            session.receive(line, 0, line.length, new ReplyBuffer());
        }
    }

    private List<String> games() {
        return events.stream().filter(event -> !event.startsWith("received")).toList();
    }

    @Test
    void notifiesOfEachCommand() {
        send("PARAMS 1 +5", "NUMBER\r", "REPORT Warmer", "", "NUMBER");
        assertThat(events.stream().filter(event -> event.startsWith("received")))
                .containsExactly("received PARAMS 1 5", "received NUMBER", "received REPORT Warmer", "received ");
    }

    @Test
    void doesNotNotifyOfOtherLines() {
        send("PARAMS 1");
        assertThat(events).isEmpty();
    }

    @Test
    void notifiesOnceOfAGameWonAndItsGuesses() {
        send("PARAMS 1 5", "NUMBER", "REPORT Unsure", "NUMBER", "REPORT Correct", "REPORT Correct", "NUMBER");
        assertThat(games()).containsExactly("won 2");
        send("PARAMS 0 -1");
        assertThat(games()).containsExactly("won 2");
    }

    @Test
    void newGameAbandonsTheOneInProgress() {
        send("PARAMS 1 5", "NUMBER", "NUMBER", "PARAMS 1 5", "PARAMS 0 -1", "PARAMS 0 -1");
        assertThat(games()).containsExactly("abandoned 2", "abandoned 0");
    }

    @Test
    void closeAbandonsTheGameOnce() {
        send("PARAMS 1 5", "NUMBER");
        session.close();
        session.close();
        assertThat(games()).containsExactly("abandoned 1");
    }

    @Test
    void violationAbandonsTheGame() {
        send("PARAMS 1 5", "NUMBER", "BOGUS");
        assertThat(games()).containsExactly("abandoned 1");
    }

    @Test
    void abortAbandonsTheGame() {
        send("PARAMS 1 5", "NUMBER");
        session.abort(ProtocolException.idle(7), new ReplyBuffer());
        session.abort(ProtocolException.shuttingDown(), new ReplyBuffer());
        assertThat(games()).containsExactly("abandoned 1");
    }

    @Test
    void gameIsInProgressFromItsParamsToItsEnd() {
        assertThat(session.isPlaying()).isFalse();
        send("PARAMS 1 5");
        assertThat(session.isPlaying()).isTrue();
        send("NUMBER", "REPORT Warmer");
        assertThat(session.isPlaying()).isTrue();
        send("REPORT Correct");
        assertThat(session.isPlaying()).isFalse();
        send("NUMBER", "REPORT Warmer");
        assertThat(session.isPlaying()).isFalse();
        send("PARAMS 1 5");
        assertThat(session.isPlaying()).isTrue();
        send("PARAMS 0 -1");
        assertThat(session.isPlaying()).isFalse();
    }

    @Test
    void noGameIsInProgressOnceTheSessionIsOver() {
        send("PARAMS 1 5", "");
        assertThat(session.isPlaying()).isFalse();
    }
}
