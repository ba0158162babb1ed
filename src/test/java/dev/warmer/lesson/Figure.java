package dev.warmer.lesson;

/** What is measured of a way of waiting with a number of connections; memory is in bytes, times are in microseconds. */
public enum Figure {
    /** Rounds per second. */
    ROUNDS("roundsPerSecond"),
    /** The server's processor time for a round, in and outside of the kernel. */
    CPU("cpuMicrosPerRound"),
    /** The server's processor time for a round in the kernel. */
    SYSTEM_CPU("systemCpuMicrosPerRound"),
    /** How often a thread of the server had to wait, for each round. */
    VOLUNTARY_SWITCHES("voluntarySwitchesPerRound"),
    /** How often a thread of the server lost the processor although it could have continued, for each round. */
    INVOLUNTARY_SWITCHES("involuntarySwitchesPerRound"),
    /** The median latency of a round. */
    P50("p50Micros"),
    /** The latency that 99 % of the rounds do not exceed. */
    P99("p99Micros"),
    /** The latency that 99.9 % of the rounds do not exceed. */
    P999("p99.9Micros"),
    /** Threads of the operating system that the server has while it is loaded. */
    THREADS("threads"),
    /** The server's resident memory while all connections are in a game and idle. */
    RESIDENT_IDLE("residentBytesIdle"),
    /** The server's resident memory while it is loaded. */
    RESIDENT_BUSY("residentBytesBusy"),
    /** What is alive on the server's heap while all connections are in a game and idle. */
    LIVE_IDLE("liveHeapBytesIdle"),
    /** What is alive on the server's heap while it is loaded. */
    LIVE_BUSY("liveHeapBytesBusy"),
    /** How much of the time the load client has used its processor; below 1, it has waited for the server. */
    LOAD_CPU("loadCpuShare");

    private final String key;

    Figure(String key) {
        this.key = key;
    }

    /** {@return the key in the results} */
    String key() {
        return key;
    }
}
