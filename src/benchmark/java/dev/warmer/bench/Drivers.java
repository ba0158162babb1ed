package dev.warmer.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the servers side by side with the load client: event loop, direct sockets, threads, virtual threads. Each run
 * has a fresh process, the servers take turns, and the median of each figure is printed. Prints tables in Markdown.
 *
 * <p>{@code java -cp target/warmer.jar:target/benchmark-classes dev.warmer.bench.Drivers}, on the Java to be measured, with
 * {@code -Dseconds=5 -Dwarmup=5 -Dreps=5 -Dplayers=64 -Didle=10000} as its defaults; {@code idle=0} leaves the memory
 * out. For Linux, whose /proc it reads.
 */
public final class Drivers {
    private static final int SECONDS = Integer.getInteger("seconds", 5);
    private static final int WARMUP = Integer.getInteger("warmup", 5);
    private static final int REPS = Integer.getInteger("reps", 5);
    private static final int PLAYERS = Integer.getInteger("players", 64);
    private static final int IDLE = Integer.getInteger("idle", 10_000);
    private static final int LOAD_CPU = 1;
    /** Slow enough to be next to nothing, fast enough to have everybody in a game by the end of the warm-up. */
    private static final int IDLE_ROUNDS = 2_000;

    private static final List<Server> SERVERS = List.of(
            Server.EVENT_LOOP, Server.DIRECT_SOCKETS, Server.AWAIT, Server.PLATFORM_THREADS, Server.VIRTUAL_THREADS);

    private Drivers() {}

    /** @param args none */
    public static void main(String[] args) throws Exception {
        Map<String, Figures> drivers = new LinkedHashMap<>();
        for (int rep = 1; rep <= REPS; rep++) {
            for (Server server : SERVERS.stream().filter(Server::isSupported).toList()) {
                System.err.printf("%d of %d: %s%n", rep, REPS, server.label());
                Figures figures = drivers.computeIfAbsent(server.label(), label -> new Figures());
                play(server, figures);
                playInTwoWrites(server, figures);
                if (IDLE > 0) {
                    idle(server, figures);
                }
            }
        }
        new Tables(drivers, Drivers.class).print(System.out);
    }

    private static void play(Server driver, Figures figures) throws IOException, InterruptedException {
        Path file = Files.createTempFile("warmer", ".json");
        try (Child server = driver.start(List.of());
                Child load = load(
                        server.listening(),
                        "players=" + PLAYERS,
                        "warmup=" + WARMUP * 1000,
                        "duration=" + SECONDS * 1000,
                        "report=" + file)) {
            load.awaitLine("measuring");
            long before = server.cpu().toNanos();
            load.awaitLine("rounds  ");
            long nanos = server.cpu().toNanos() - before;
            load.ignore();
            if (load.exit() != 0) {
                throw new IllegalStateException(driver.label() + ": a reply was wrong");
            }
            JsonObject report = new JsonObject(Files.readString(file));
            figures.add(Figures.CPU, nanos / 1e3 / report.getLong("rounds"));
            figures.add(Figures.ROUNDS, report.getDouble("roundsPerSecond"));
            figures.add(Figures.P99, report.getJsonObject("latencyMicros").getDouble("p99"));
        } finally {
            Files.delete(file);
        }
    }

    private static void playInTwoWrites(Server driver, Figures figures) throws IOException {
        try (Child server = driver.start(List.of());
                TwoWrites client = new TwoWrites(server.listening())) {
            client.roundsPerSecond(Duration.ofSeconds(WARMUP));
            figures.add(Figures.TWO_WRITES, client.roundsPerSecond(Duration.ofSeconds(SECONDS)));
        }
    }

    private static void idle(Server driver, Figures figures) throws IOException, InterruptedException {
        try (Child server = driver.start(List.of())) {
            int port = server.listening();
            load(port, "players=1", "games=100").ignore().exit(); // what is loaded once is not to count
            long live = server.liveBytes();
            long resident = server.proc().residentBytes();
            int seconds = 2 * IDLE / IDLE_ROUNDS;
            try (Child load = load(port, "players=" + IDLE, "rate=" + IDLE_ROUNDS, "warmup=" + seconds * 1000)) {
                load.awaitLine("measuring");
                load.ignore();
                figures.add(Figures.LIVE, (server.liveBytes() - live) / 1024.0 / IDLE);
                figures.add(Figures.RESIDENT, (server.proc().residentBytes() - resident) / 1024.0 / IDLE);
            }
        }
    }

    private static Child load(int port, String... config) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-Dwarmer.load.config.port=" + port,
                "-Dwarmer.load.config.warmup=0",
                "-Dwarmer.load.config.duration=0"));
        for (String key : config) {
            options.add("-Dwarmer.load.config." + key);
        }
        return Child.warmer(LOAD_CPU, options, "-conf", "conf/load.json");
    }
}
