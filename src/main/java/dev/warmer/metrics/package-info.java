/**
 * What the operator gets to see of the sessions, the same for every driver: counted in a {@link
 * dev.warmer.metrics.Tally} and told in the log. Who shows the counts is no concern of this package.
 */
package dev.warmer.metrics;
