/**
 * Metrics and log events of the servers, the same for every driver. {@link dev.warmer.management} exposes the metrics.
 */
package dev.warmer.metrics;
