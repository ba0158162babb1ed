/**
 * The server and the client on virtual threads of Vert.x: the flow of {@link dev.warmer.threads}, which suspends by {@link
 * io.vertx.core.Future#await} where that blocks, on the sockets of {@link dev.warmer.eventloop}. All threads of a verticle
 * run one at a time, so that they need no lock.
 */
package dev.warmer.await;
