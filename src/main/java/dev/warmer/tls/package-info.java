/** TLS for every driver: PEM files read, checked and reloaded, and descriptions of handshake failures. */
package dev.warmer.tls;
