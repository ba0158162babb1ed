/** Failures to connect and to listen, and attempts to connect, for every driver. */
package dev.warmer.net;
