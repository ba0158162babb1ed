package dev.warmer.management;

import dev.warmer.lifecycle.ServerRegistry;
import dev.warmer.lifecycle.ServerRegistry.Server;
import dev.warmer.metrics.Driver;
import dev.warmer.metrics.DriverMetrics;
import dev.warmer.metrics.ServerMetrics;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Context;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Gauges of the servers that are deployed now: how many listen and how many stop, their connection limits, and when their
 * certificates expire. Their labels are drivers, states, and addresses of the configuration. Thread-safe.
 */
final class ServerGauges {
    private static final String DRIVER = "driver";
    private static final String ADDRESS = "address";

    private final ServerMetrics metrics;
    private final ServerRegistry servers;

    ServerGauges(ServerMetrics metrics, ServerRegistry servers) {
        this.metrics = metrics;
        this.servers = servers;
    }

    void register(PrometheusRegistry registry) {
        gauge("servers", "Instances of servers by state", this::states, DRIVER, "state")
                .register(registry);
        gauge("connections_draining", "Open connections of draining servers", this::draining, DRIVER)
                .register(registry);
        gauge("connections_limit", "The maxConnections in force", this::limits, DRIVER, ADDRESS)
                .register(registry);
        gauge(
                        "certificate_expiry_timestamp_seconds",
                        "When the TLS certificate of a server expires",
                        this::expiries,
                        DRIVER,
                        ADDRESS)
                .register(registry);
    }

    private static GaugeWithCallback.Builder gauge(
            String name, String help, Consumer<GaugeWithCallback.Callback> callback, String... labels) {
        return GaugeWithCallback.builder()
                .name("warmer_" + name)
                .help(help)
                .labelNames(labels)
                .callback(callback);
    }

    private void states(GaugeWithCallback.Callback gauge) {
        Map<Context, Server> delaying = servers.delaying();
        Map<Context, Server> listening = new HashMap<>(servers.listening());
        listening.keySet().removeAll(delaying.keySet());
        Map<Context, Server> draining = servers.draining();
        forEachDriver(driver -> {
            gauge.call(of(driver, listening.values()).size(), driver.toString(), "listening");
            gauge.call(of(driver, delaying.values()).size(), driver.toString(), "delaying");
            gauge.call(of(driver, draining.values()).size(), driver.toString(), "draining");
        });
    }

    private void draining(GaugeWithCallback.Callback gauge) {
        Collection<Server> draining = servers.draining().values();
        forEachDriver(driver -> gauge.call(
                of(driver, draining).stream()
                        .mapToInt(server -> server.open().size())
                        .sum(),
                driver.toString()));
    }

    private void forEachDriver(Consumer<Driver> callback) {
        metrics.drivers().stream().map(DriverMetrics::driver).forEach(callback);
    }

    private static List<Server> of(Driver driver, Collection<Server> servers) {
        return servers.stream().filter(server -> server.driver() == driver).toList();
    }

    private void limits(GaugeWithCallback.Callback gauge) {
        forEachAddress(
                gauge, server -> Optional.of((double) server.state().limits().maxConnections()));
    }

    private void expiries(GaugeWithCallback.Callback gauge) {
        forEachAddress(gauge, server -> server.certificateExpiry().get().map(ServerGauges::seconds));
    }

    private static double seconds(Instant time) {
        return time.getEpochSecond();
    }

    /** Instances that share an address have one series, with the least of their values. */
    private void forEachAddress(GaugeWithCallback.Callback gauge, Function<Server, Optional<Double>> value) {
        Map<List<String>, Double> least = new HashMap<>();
        Stream.of(servers.listening(), servers.draining())
                .flatMap(all -> all.values().stream())
                .forEach(server -> value.apply(server)
                        .ifPresent(found ->
                                least.merge(List.of(server.driver().toString(), server.location()), found, Math::min)));
        least.forEach((labels, found) -> gauge.call(found, labels.toArray(String[]::new)));
    }
}
