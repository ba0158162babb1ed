/**
 * The first version of the lesson: blocking sockets, a thread for each connection, the same core.
 */
package dev.warmer.threads;
