/**
 * Connecting, listening and closing, as far as the drivers share it.
 */
package dev.warmer.net;
