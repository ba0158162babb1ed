/**
 * The life of one server connection, from accept to close, without I/O: lines, the end of input, write progress and the
 * time go in; replies and the next action come out.
 */
package dev.warmer.connection;
