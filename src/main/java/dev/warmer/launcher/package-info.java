/**
 * Reads the command line and the conf, deploys what they name, and ends the process with a status that says how it
 * went.
 */
package dev.warmer.launcher;
