/**
 * The client on a Vert.x event loop: a game as futures, one after another.
 */
package dev.warmer.client;
