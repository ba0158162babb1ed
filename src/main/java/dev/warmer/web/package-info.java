/** The server for browsers: pages, and the game over WebSocket on event loops. */
package dev.warmer.web;
