/**
 * The server on Vert.x event loops. Read it beside {@link dev.warmer.threads}: two ways of waiting.
 */
package dev.warmer.eventloop;
