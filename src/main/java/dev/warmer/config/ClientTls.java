package dev.warmer.config;

import java.util.Map;

/**
 * How a client speaks TLS.
 *
 * @param files whom it trusts (by default, whom the JVM does) and, for a server that asks for it, who it is
 * @param verifyHost whether the server's certificate must be for the {@code host} that was asked for
 */
public record ClientTls(PemFiles files, boolean verifyHost) {
    static ClientTls of(Map<String, Object> map) {
        return new ClientTls(PemFiles.of(map), new Values(map).bool("verifyHost"));
    }
}
