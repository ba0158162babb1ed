/**
 * A number-guessing game over TCP, and the lesson of how one stateful protocol is driven by threads and by event
 * loops.
 *
 * <p>The core is pure: {@link dev.warmer.game} has the rules, {@link dev.warmer.protocol} turns lines into replies.
 * The drivers add the waiting and nothing else: {@link dev.warmer.threads} blocks a thread for each connection,
 * {@link dev.warmer.eventloop} and {@link dev.warmer.eventloop} never block an event loop. Bytes become lines, a line goes
 * to {@link dev.warmer.protocol.Session#receive}, the reply is added to what is sent next: one way, one method, one
 * funnel for errors. {@link dev.warmer.load} is the client many times over, to measure servers. This package launches it
 * all from JSON.
 *
 * <p>Who may import whom: {@code game} only {@code java.*}; {@code protocol} and {@code config} also {@code game};
 * {@code schema} (JSON into configuration), {@code net} (connecting and closing), {@code tls}, {@code verticle} (word of
 * completion, of servers that listen) and {@code telemetry} (counts and logs) also these and the libraries; {@code
 * operations} (health and metrics over HTTP) also those four; {@code server}, {@code client} and
 * {@code threaded} all of that, but never each other; {@code load} also {@code client}; only this package sees all. A
 * test enforces it.
 */
package dev.warmer;
