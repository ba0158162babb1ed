package dev.warmer.metrics;

import dev.warmer.connection.CloseReason;
import java.util.Optional;

/**
 * A connection as it was at some moment.
 *
 * @param address the peer's address
 * @param driver the driver that serves it
 * @param ageMs how many milliseconds ago it was opened
 * @param durationMs how many milliseconds it was open, or has been until now
 * @param games the games that were started
 * @param guesses the guesses of the games that ended
 * @param bytesReceived how many bytes the peer has sent
 * @param bytesSent how many bytes of replies were sent
 * @param reason why it was closed; empty while it is open
 * @param detail what is known of the reason, which may contain what the peer sent; empty if nothing
 */
public record ConnectionInfo(
        String address,
        Driver driver,
        long ageMs,
        long durationMs,
        long games,
        long guesses,
        long bytesReceived,
        long bytesSent,
        Optional<CloseReason> reason,
        String detail) {}
