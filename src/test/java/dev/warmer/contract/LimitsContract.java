package dev.warmer.contract;

/** How much a server accepts, whatever drives it, and how it stops. */
public interface LimitsContract extends ConnectionLimitsContract, TimeoutsContract, DrainContract {}
