package dev.warmer.contract;

/** What depends on how bytes are read and written: for further transports of a driver that has passed all. */
public interface TransportContract extends PipeliningContract, BackPressureContract, LifecycleContract {}
