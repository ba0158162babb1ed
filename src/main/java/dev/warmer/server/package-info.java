/**
 * The server on Vert.x event loops. Read it beside {@link dev.warmer.threaded}: two ways of waiting.
 */
package dev.warmer.server;
