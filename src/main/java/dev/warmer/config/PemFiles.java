package dev.warmer.config;

import java.util.Map;
import java.util.Optional;

/**
 * The files that a side of TLS reads. Their names are relative to where the process was started.
 *
 * @param certificate what it shows of itself: its certificate, and those in between it and its authority's after it
 * @param key the private key of that certificate
 * @param trust the certificates of the authorities that the other side's must come from
 */
public record PemFiles(Optional<String> certificate, Optional<String> key, Optional<String> trust) {
    /** @throws InvalidConfigException if there is a certificate without a key, or the reverse */
    public PemFiles {
        if (key.isEmpty() && certificate.isPresent()) {
            throw new InvalidConfigException("certificate", quoted(certificate.get()), "only together with a key");
        }
        if (certificate.isEmpty() && key.isPresent()) {
            throw new InvalidConfigException("key", quoted(key.get()), "only together with a certificate");
        }
    }

    static PemFiles of(Map<String, Object> map) {
        Values values = new Values(map);
        return new PemFiles(values.text("certificate"), values.text("key"), values.text("trust"));
    }

    static String quoted(String name) {
        return '"' + name + '"';
    }
}
