/**
 * Reads the command line and the conf, deploys the verticles that they name, and ends the process with an exit status.
 */
package dev.warmer.launcher;
