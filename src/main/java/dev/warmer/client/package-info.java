/**
 * The client's side of a connection on Vert.x sockets, as Futures: shared by the clients of {@link dev.warmer.eventloop}
 * and {@link dev.warmer.await}, and by the load client.
 */
package dev.warmer.client;
