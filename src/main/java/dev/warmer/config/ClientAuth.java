package dev.warmer.config;

import java.util.Locale;

/** Whether a server asks its clients for a certificate. */
public enum ClientAuth {
    /** It does not. */
    NONE,
    /** It does, and takes a client that has none; one that it does not trust, it refuses. */
    REQUEST,
    /** It does, and refuses a client without one that it trusts. */
    REQUIRED;

    static ClientAuth of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
