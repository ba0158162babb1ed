/**
 * TLS for every driver: the same PEM files, read the same way, whether an event loop or a thread waits for the peer.
 */
package dev.warmer.tls;
