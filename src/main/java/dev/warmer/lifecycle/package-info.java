/**
 * The start and stop of servers, and what the launcher, the verticles and the health checks share: completions, which
 * servers listen, and the queues in front of standard output and standard error.
 */
package dev.warmer.lifecycle;
