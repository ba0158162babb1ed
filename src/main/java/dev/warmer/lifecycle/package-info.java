/**
 * What the launcher and the verticles have to say to each other.
 */
package dev.warmer.lifecycle;
