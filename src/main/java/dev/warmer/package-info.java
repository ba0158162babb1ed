/**
 * A number-guessing game over TCP, and the lesson of how one stateful protocol is driven by threads and by event
 * loops.
 *
 * <p>The core does no I/O: {@link dev.warmer.game} has the rules, {@link dev.warmer.protocol} turns lines into replies,
 * and {@link dev.warmer.connection} decides what happens to a server connection from accept to close. Two drivers add
 * the waiting: {@link dev.warmer.threads} blocks a thread for each connection, {@link dev.warmer.eventloop} never blocks
 * an event loop. {@link dev.warmer.load} measures servers with many clients, and {@link dev.warmer.launcher} starts
 * everything from JSON.
 *
 * <p>Imports: {@code game} imports {@code java.*} only, {@code protocol} also {@code game}, {@code connection} also both. The shared packages, among
 * them {@code config} (conf files) and {@code netty} (the only one that uses internals of Vert.x and Netty), import no
 * driver and not the launcher. The drivers {@code eventloop}, {@code threads} and {@code load} import the shared packages
 * but not each other, except that {@code load} uses the client of {@code eventloop}. Only {@code launcher} imports all. A
 * test enforces these rules.
 */
package dev.warmer;
