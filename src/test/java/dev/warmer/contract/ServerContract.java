package dev.warmer.contract;

/** All that a server must do, whatever drives it. */
public interface ServerContract
        extends TranscriptContract, PipeliningContract, BackPressureContract, ViolationContract, LifecycleContract {}
