/** The cluster of several processes, by Hazelcast, whose event bus carries the samples for the board. */
package dev.warmer.cluster;
