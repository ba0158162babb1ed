/** Connecting and listening, as far as the drivers share it. */
package dev.warmer.net;
