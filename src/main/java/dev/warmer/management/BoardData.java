package dev.warmer.management;

import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.connection.ConnectionLimiter.Limit;
import dev.warmer.lifecycle.LoadRegistry;
import dev.warmer.lifecycle.LoadRegistry.Load;
import dev.warmer.lifecycle.ServerRegistry;
import dev.warmer.lifecycle.ServerRegistry.Server;
import dev.warmer.metrics.ConnectionInfo;
import dev.warmer.metrics.ConnectionMetrics;
import dev.warmer.metrics.Driver;
import dev.warmer.metrics.DriverMetrics;
import dev.warmer.metrics.ServerMetrics;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the servers and load clients of a process do, as JSON, read when it is wanted. Thread-safe. */
final class BoardData {
    static final int MAX_CONNECTIONS = 1_000;

    private final ServerMetrics metrics;
    private final ServerRegistry registry;
    private final LoadRegistry loads;
    private final Meters meters;

    BoardData(Vertx vertx, Meters meters) {
        this.meters = meters;
        metrics = ServerMetrics.of(vertx);
        registry = ServerRegistry.of(vertx);
        loads = LoadRegistry.of(vertx);
    }

    /** {@return the counters of each server and load client since it started, and what the process takes} */
    JsonObject sample() {
        Map<Context, Server> listening = registry.listening();
        Map<Context, Server> draining = registry.draining();
        JsonArray servers = new JsonArray();
        metrics.drivers().forEach(driver -> {
            Map<Context, Server> own = of(driver.driver(), listening);
            Map<Context, Server> stopping = of(driver.driver(), draining);
            if (!own.isEmpty() || !stopping.isEmpty()) {
                servers.add(server(driver, own, stopping));
            }
        });
        return JsonObject.of("time", System.currentTimeMillis(), "process", process(), "servers", servers)
                .put(
                        "load",
                        new JsonArray(
                                loads.loads().stream().map(BoardData::json).toList()));
    }

    private static JsonObject json(Load load) {
        return JsonObject.of(
                "name",
                load.name(),
                "players",
                load.players(),
                "maxPlayers",
                load.maxPlayers().orElse(null),
                "rounds",
                load.rounds(),
                "errors",
                load.errors());
    }

    private static Map<Context, Server> of(Driver driver, Map<Context, Server> servers) {
        Map<Context, Server> own = new HashMap<>(servers);
        own.values().removeIf(server -> server.driver() != driver);
        return own;
    }

    private JsonObject process() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        ConnectionLimiter limiter = metrics.limiter();
        return JsonObject.of(
                "heapUsed",
                heap.getUsed(),
                "heapMax",
                heap.getMax(),
                "threads",
                ManagementFactory.getThreadMXBean().getThreadCount(),
                "uptimeMs",
                ManagementFactory.getRuntimeMXBean().getUptime(),
                "refused",
                json(EnumSet.allOf(Limit.class).stream()
                        .collect(Collectors.toMap(limit -> limit.name().toLowerCase(Locale.ROOT), limiter::refused))));
    }

    private JsonObject server(DriverMetrics driver, Map<Context, Server> own, Map<Context, Server> stopping) {
        return new JsonObject()
                .put("driver", driver.driver().toString())
                .put("addresses", addresses(own, stopping))
                .put("instances", own.size())
                .put("draining", stopping.size())
                .put("open", driver.open())
                .put("accepted", driver.accepted())
                .put("lag", lag(own))
                .put("lines", json(driver.lines()))
                .put("gamesStarted", driver.started())
                .put("gamesWon", driver.won())
                .put("gamesAbandoned", driver.abandoned())
                .put("guesses", guesses(driver.guesses()))
                .put("reply", histogram(driver.replySeconds().getClassicBuckets()))
                .put("closed", json(driver.closed()))
                .put("errors", json(driver.errors()));
    }

    private static JsonArray addresses(Map<Context, Server> own, Map<Context, Server> stopping) {
        return new JsonArray(Stream.of(own, stopping)
                .flatMap(servers -> servers.values().stream())
                .map(Server::location)
                .distinct()
                .sorted()
                .toList());
    }

    /** {@return the longest lag of the event loops, in seconds; null if none was measured} */
    private Double lag(Map<Context, Server> servers) {
        return servers.keySet().stream()
                .map(meters::latestLag)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static JsonObject json(Map<?, Long> counts) {
        JsonObject json = new JsonObject();
        counts.forEach((key, count) -> json.put(key.toString(), count));
        return json;
    }

    private static JsonObject guesses(HistogramDataPointSnapshot guesses) {
        ClassicHistogramBuckets buckets = guesses.getClassicBuckets();
        long count =
                IntStream.range(0, buckets.size()).mapToLong(buckets::getCount).sum();
        return JsonObject.of("count", count, "sum", guesses.getSum());
    }

    private static JsonObject histogram(ClassicHistogramBuckets buckets) {
        JsonArray bounds = new JsonArray();
        JsonArray counts = new JsonArray();
        for (int i = 0; i < buckets.size(); i++) {
            counts.add(buckets.getCount(i));
            if (Double.isFinite(buckets.getUpperBound(i))) {
                bounds.add(buckets.getUpperBound(i));
            }
        }
        return JsonObject.of("bounds", bounds, "counts", counts);
    }

    /** {@return the connections that are open, those open longest first} */
    JsonObject open() {
        long now = System.nanoTime();
        List<ConnectionInfo> connections = Stream.of(registry.listening(), registry.draining())
                .flatMap(servers -> servers.values().stream())
                .flatMap(server -> server.open().listeners())
                .filter(ConnectionMetrics.class::isInstance)
                .map(listener -> ((ConnectionMetrics) listener).info(now))
                .sorted(Comparator.comparingLong(ConnectionInfo::ageMs).reversed())
                .toList();
        return connections(connections.size(), connections);
    }

    /** {@return the connections that were closed, those closed last first} */
    JsonObject closed() {
        long now = System.nanoTime();
        List<ConnectionInfo> connections = metrics.closedLast().stream()
                .map(connection -> connection.info(now))
                .toList();
        long total = metrics.drivers().stream()
                .flatMap(driver -> driver.closed().values().stream())
                .mapToLong(Long::longValue)
                .sum();
        return connections(total, connections);
    }

    private static JsonObject connections(long total, List<ConnectionInfo> connections) {
        long now = System.currentTimeMillis();
        return JsonObject.of(
                "total",
                total,
                "connections",
                new JsonArray(connections.stream()
                        .limit(MAX_CONNECTIONS)
                        .map(connection -> json(connection, now - connection.ageMs()))
                        .toList()));
    }

    private static JsonObject json(ConnectionInfo connection, long openedAt) {
        JsonObject json = new JsonObject()
                .put("address", connection.address())
                .put("driver", connection.driver().toString())
                .put("openedAt", openedAt)
                .put("durationMs", connection.durationMs())
                .put("games", connection.games())
                .put("guesses", connection.guesses())
                .put("bytesReceived", connection.bytesReceived())
                .put("bytesSent", connection.bytesSent());
        connection
                .reason()
                .ifPresent(reason -> json.put("closedAt", openedAt + connection.durationMs())
                        .put("reason", reason.toString())
                        .put("detail", connection.detail()));
        return json;
    }
}
