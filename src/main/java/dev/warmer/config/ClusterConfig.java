package dev.warmer.config;

import dev.warmer.config.TlsConfig.PemFiles;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of a cluster.
 *
 * @param name the name of the cluster
 * @param members addresses of nodes, each optionally with a port after a colon; empty if {@code dns} is present
 * @param dns the name that resolves to the addresses of all nodes
 * @param host the address of this node for the others; empty to choose one
 * @param port the TCP port of Hazelcast
 * @param eventBusPort the TCP port of the event bus; 0 for any free one
 * @param secret the file with the secret that all nodes have
 * @param tls the files for mutual TLS of the event bus; empty for plaintext
 */
public record ClusterConfig(
        String name,
        List<String> members,
        Optional<String> dns,
        Optional<String> host,
        int port,
        int eventBusPort,
        Optional<String> secret,
        Optional<PemFiles> tls) {
    /**
     * {@return the configuration of JSON that was validated, with its defaults filled in}
     *
     * @throws InvalidConfigException if both {@code members} and {@code dns} are present
     */
    static ClusterConfig of(JsonObject json) {
        Optional<String> dns = Optional.ofNullable(json.getString("dns"));
        JsonArray members = json.getJsonArray("members");
        if (dns.isPresent() && members != null) {
            throw new InvalidConfigException("dns", '"' + dns.get() + '"', "one of dns and members");
        }
        return new ClusterConfig(
                json.getString("name"),
                dns.isPresent()
                        ? List.of()
                        : members == null
                                ? List.of("127.0.0.1")
                                : members.stream().map(String.class::cast).toList(),
                dns,
                Optional.ofNullable(json.getString("host")),
                json.getInteger("port"),
                json.getInteger("eventBusPort"),
                Optional.ofNullable(json.getString("secret")),
                Schema.object(json, "tls", PemFiles::of));
    }
}
