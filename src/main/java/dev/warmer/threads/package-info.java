/**
 * The server and the client on blocking sockets, a thread for each connection: the first version of the lesson.
 */
package dev.warmer.threads;
