/**
 * The state that the launcher, the verticles and the health checks share: completions, and which servers listen.
 */
package dev.warmer.lifecycle;
