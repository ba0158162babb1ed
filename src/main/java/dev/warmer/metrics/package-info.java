/**
 * Counters and log lines of the servers' connections, the same for every driver, and the rate limiter of the log. How the
 * counters are exposed is up to {@code management}.
 */
package dev.warmer.metrics;
