/**
 * The wire format: lines in, lines out, no I/O.
 *
 * <p>Lines of UTF-8 text over TCP, each ended by LF; one CR right before the LF is dropped. A line holds at most
 * {@code maxLineLength} bytes without its end. Bytes after the last LF when the peer closes are ignored.
 *
 * <table>
 * <caption>What a client sends and a server answers</caption>
 * <tr><th>line</th><th>reply</th><th>meaning</th></tr>
 * <tr><td>{@code PARAMS lower upper}</td><td>none</td><td>starts a game in the inclusive range; the previous one
 * is abandoned</td></tr>
 * <tr><td>{@code PARAMS 0 -1} or {@code CLEAR}</td><td>none</td><td>ends the game and starts none</td></tr>
 * <tr><td>{@code NUMBER}</td><td>{@code guess}</td><td>requests a number in the range, never one guessed before in
 * this game; after Correct, the secret</td></tr>
 * <tr><td>{@code REPORT outcome}</td><td>none</td><td>the outcome of the last guess: Warmer, Colder, Unsure, Same or
 * Correct, compared with the guess reported before it</td></tr>
 * <tr><td>(empty)</td><td>the server closes</td><td>ends the session</td></tr>
 * </table>
 *
 * <p>Exactly one space separates words; case matters. Integers are signed 64-bit: an optional sign and ASCII digits.
 * Two NUMBERs without a REPORT between are two guesses; of two REPORTs on one guess the last counts; a REPORT after
 * Correct is ignored. Anything else is a violation: the server sends one line {@code ERROR CODE text} after the
 * replies already due, executes nothing further, and closes. See {@link dev.warmer.protocol.ErrorCode}.
 *
 * <p>Commands may be pipelined; replies keep their order. A client that has closed its writing side still gets every
 * reply.
 */
package dev.warmer.protocol;
