/**
 * The rules of the game and the strategies that play it: no text, no I/O, nothing but {@code java.*}.
 */
package dev.warmer.game;
