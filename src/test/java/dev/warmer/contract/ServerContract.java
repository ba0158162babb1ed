package dev.warmer.contract;

/** The behaviour of every server. */
public interface ServerContract
        extends TransportContract,
                TranscriptContract,
                ViolationContract,
                BadInputsContract,
                FuzzContract,
                ConnectionLimitsContract,
                DrainContract {}
