/**
 * The load client: many players, each on a connection of its own, that play against a server as fast as it answers or
 * at a constant rate, check every reply, and tell how long the server took.
 *
 * <p>It shares the connecting, the reading and the judging with the client; it has no future for a round, and one timer for all,
 * since what it does itself is in the way of what it measures.
 */
package dev.warmer.load;
