package dev.warmer.telemetry;

import dev.warmer.game.Guess;
import dev.warmer.protocol.Transcript;

/** What the operator gets to see of a server: the same for every driver. Safe for use from any thread. */
public final class ServerTelemetry {
    private final Transcript transcript;
    private final boolean told;

    /**
     * @param transcript where reports are told
     * @param told whether they are
     */
    public ServerTelemetry(Transcript transcript, boolean told) {
        this.transcript = transcript;
        this.told = told;
    }

    /**
     * A peer has connected.
     *
     * @param peer its address, whose string is for the log
     */
    public ConnectionTelemetry opened(Object peer) {
        return new ConnectionTelemetry(this, peer);
    }

    void reported(Guess guess) {
        if (told) {
            transcript.reported(guess);
        }
    }
}
