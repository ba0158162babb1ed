/**
 * What an operator asks the process over HTTP: whether it is well, and what it has counted.
 */
package dev.warmer.management;
