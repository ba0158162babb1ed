/**
 * The server and the client on Vert.x event loops, which never block. The classes of {@link dev.warmer.threads} with the
 * same names have the same duties.
 */
package dev.warmer.eventloop;
