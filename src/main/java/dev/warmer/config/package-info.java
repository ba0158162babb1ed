/**
 * What can be tuned, as records that hold only valid values. Knows nothing of JSON or of who is configured.
 */
package dev.warmer.config;
