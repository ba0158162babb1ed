/**
 * The load client: many players, each on its own connection, that play as fast as the server answers or at a constant
 * rate, check every reply, and measure the latency.
 *
 * <p>It shares connecting, reading and checking with the client. It creates no future per round and has one timer for
 * all players, since its own work would distort what it measures.
 */
package dev.warmer.load;
