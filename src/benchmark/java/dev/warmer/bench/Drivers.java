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
    private static final int VIRTUAL_SINCE = 21;
    private static final int SERVER_CPU = 0;
    private static final int LOAD_CPU = 1;
    /** Slow enough to be next to nothing, fast enough to have everybody in a game by the end of the warm-up. */
    private static final int IDLE_ROUNDS = 2_000;

    private static final String VIRTUAL = "virtual threads";
    private static final String EVENT_LOOP = "dev.warmer.eventloop.ServerVerticle";
    private static final String THREADS = "dev.warmer.threads.ThreadedServerVerticle";
    private static final Map<String, JsonObject> CONFIGS = configs();

    private Drivers() {}

    private static Map<String, JsonObject> configs() {
        Map<String, JsonObject> configs = new LinkedHashMap<>();
        configs.put("event loop", deployment(EVENT_LOOP, "sockets", "vertx"));
        configs.put("direct sockets", deployment(EVENT_LOOP, "sockets", "direct"));
        configs.put("threads", deployment(THREADS, "threads", "platform"));
        configs.put(VIRTUAL, deployment(THREADS, "threads", "virtual"));
        return configs;
    }

    private static JsonObject deployment(String verticle, String key, String value) {
        JsonObject config =
                new JsonObject().put("port", 0).put("maxConnections", 100_000).put(key, value);
        return new JsonObject().put("verticle", verticle).put("config", config);
    }

    /** @param args none */
    public static void main(String[] args) throws Exception {
        Map<String, Figures> drivers = new LinkedHashMap<>();
        CONFIGS.keySet().forEach(driver -> drivers.put(driver, new Figures()));
        if (Runtime.version().feature() < VIRTUAL_SINCE) {
            drivers.remove(VIRTUAL);
        }
        for (int rep = 1; rep <= REPS; rep++) {
            for (Map.Entry<String, Figures> driver : drivers.entrySet()) {
                System.err.printf("%d of %d: %s%n", rep, REPS, driver.getKey());
                play(driver.getKey(), driver.getValue());
                playInTwoWrites(driver.getKey(), driver.getValue());
                if (IDLE > 0) {
                    idle(driver.getKey(), driver.getValue());
                }
            }
        }
        new Tables(drivers, Drivers.class).print(System.out);
    }

    private static void play(String driver, Figures figures) throws IOException, InterruptedException {
        Path file = Files.createTempFile("warmer", ".json");
        try (Child server = server(driver);
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
                throw new IllegalStateException(driver + ": a reply was wrong");
            }
            JsonObject report = new JsonObject(Files.readString(file));
            figures.add(Figures.CPU, nanos / 1e3 / report.getLong("rounds"));
            figures.add(Figures.ROUNDS, report.getDouble("roundsPerSecond"));
            figures.add(Figures.P99, report.getJsonObject("latencyMicros").getDouble("p99"));
        } finally {
            Files.delete(file);
        }
    }

    private static void playInTwoWrites(String driver, Figures figures) throws IOException {
        try (Child server = server(driver);
                TwoWrites client = new TwoWrites(server.listening())) {
            client.roundsPerSecond(Duration.ofSeconds(WARMUP));
            figures.add(Figures.TWO_WRITES, client.roundsPerSecond(Duration.ofSeconds(SECONDS)));
        }
    }

    private static void idle(String driver, Figures figures) throws IOException, InterruptedException {
        try (Child server = server(driver)) {
            int port = server.listening();
            load(port, "players=1", "games=100").ignore().exit(); // what is loaded once is not to count
            long live = server.liveBytes();
            long resident = server.residentBytes();
            int seconds = 2 * IDLE / IDLE_ROUNDS;
            try (Child load = load(port, "players=" + IDLE, "rate=" + IDLE_ROUNDS, "warmup=" + seconds * 1000)) {
                load.awaitLine("measuring");
                load.ignore();
                figures.add(Figures.LIVE, (server.liveBytes() - live) / 1024.0 / IDLE);
                figures.add(Figures.RESIDENT, (server.residentBytes() - resident) / 1024.0 / IDLE);
            }
        }
    }

    private static Child server(String driver) throws IOException {
        JsonObject conf = new JsonObject().put("verticles", new JsonObject().put("server", CONFIGS.get(driver)));
        return new Child(SERVER_CPU, List.of(), "-conf", conf.encode());
    }

    private static Child load(int port, String... config) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-Dwarmer.load.config.port=" + port,
                "-Dwarmer.load.config.warmup=0",
                "-Dwarmer.load.config.duration=0"));
        for (String key : config) {
            options.add("-Dwarmer.load.config." + key);
        }
        return new Child(LOAD_CPU, options, "-conf", "conf/load.json");
    }
}
