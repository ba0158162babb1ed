/**
 * Strict reading of JSON: what is not allowed is told, not ignored.
 */
package dev.warmer.schema;
