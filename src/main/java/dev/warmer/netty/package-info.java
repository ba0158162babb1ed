/**
 * Everything that reaches below the public API of Vert.x. No other package imports {@code io.netty} or {@code
 * io.vertx.core.internal}.
 */
package dev.warmer.netty;
