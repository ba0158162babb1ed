/** The management server: health checks and metrics over HTTP. */
package dev.warmer.management;
