package dev.warmer.contract;

/** The behaviour of every client that plays the games of its configuration. */
public interface ClientContract extends GameContract, BadServerContract, ConnectContract, ProxyContract {}
