package dev.warmer.config;

import java.util.Locale;
import java.util.Map;

/**
 * How a server speaks TLS.
 *
 * @param files its certificate and key, and whom it trusts if it asks for certificates
 * @param clientAuth whether it asks for them
 */
public record ServerTls(PemFiles files, ClientAuth clientAuth) {
    /**
     * @throws InvalidConfigException if it is to ask for certificates and does not know whom to trust, or the reverse:
     *     who names authorities may well believe that nobody else comes in
     */
    public ServerTls {
        String auth = PemFiles.quoted(clientAuth.name().toLowerCase(Locale.ROOT));
        if (clientAuth != ClientAuth.NONE && files.trust().isEmpty()) {
            throw new InvalidConfigException("clientAuth", auth, "only together with trust, whom to believe");
        }
        if (clientAuth == ClientAuth.NONE && files.trust().isPresent()) {
            throw new InvalidConfigException(
                    "trust",
                    PemFiles.quoted(files.trust().get()),
                    "only together with clientAuth request or required, which is " + auth);
        }
    }

    static ServerTls of(Map<String, Object> map) {
        return new ServerTls(PemFiles.of(map), ClientAuth.of(new Values(map).string("clientAuth")));
    }
}
