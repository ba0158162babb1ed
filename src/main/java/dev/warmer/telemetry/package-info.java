/**
 * What the operator gets to see of the sessions, the same for every driver.
 */
package dev.warmer.telemetry;
