package dev.warmer.contract;

/** How much a server takes, whatever drives it. */
public interface LimitsContract extends ConnectionLimitsContract, TimeoutsContract, DrainContract, MemoryContract {}
