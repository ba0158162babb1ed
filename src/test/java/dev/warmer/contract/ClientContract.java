package dev.warmer.contract;

/** All that a client must do, whatever drives it. */
public interface ClientContract extends GameContract, BadServerContract, ConnectContract {}
