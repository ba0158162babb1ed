package dev.warmer.bench;

import dev.warmer.lesson.Figure;
import dev.warmer.lesson.LessonPage;
import dev.warmer.lesson.Results;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures the four ways of waiting side by side, with 1 to 8,000 connections. The ways take turns, each time in a fresh
 * process that serves all numbers of connections in ascending order. Writes docs/lesson/results.json, and the tables and
 * charts from it.
 *
 * <p>{@code java -cp target/warmer.jar:target/benchmark-classes dev.warmer.bench.Lesson}, on the Java to be measured,
 * which has to be the one of the build, with {@code -Dseconds=8 -Dwarmup=15 -Dreps=3
 * -Dconnections=1,8,64,512,4000,8000 -Dways=PLATFORM_THREADS,VIRTUAL_THREADS,AWAIT,EVENT_LOOP} as its defaults.
 * {@code -Dout=FILE} writes the results to another file, and no tables and charts. For Linux, whose /proc it reads.
 */
public final class Lesson {
    private static final int SECONDS = Integer.getInteger("seconds", 8);
    private static final int WARMUP = Integer.getInteger("warmup", 15);
    private static final int REPS = Integer.getInteger("reps", 3);
    private static final List<Integer> CONNECTIONS = Stream.of(
                    System.getProperty("connections", "1,8,64,512,4000,8000").split(",", -1))
            .map(Integer::valueOf)
            .toList();
    private static final List<Server> WAYS = Stream.of(
                    System.getProperty("ways", "PLATFORM_THREADS,VIRTUAL_THREADS,AWAIT,EVENT_LOOP")
                            .split(",", -1))
            .map(Server::valueOf)
            .toList();
    private static final Path OUT = Path.of(System.getProperty("out", Results.FILE.toString()));

    private static final int LOAD_CPU = 1;
    /** With thousands of threads on one processor, the compiler would get too little of it to finish. */
    private static final int WARMUP_CONNECTIONS = 64;

    private static final int MIN_WARMUP_ROUNDS = 200_000;

    /** How long a number of connections plays before it is measured, and again before the heap is counted. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private final Server way;
    private final Child server;
    private final Child load;
    private final Results results;

    private Lesson(Server way, Child server, Child load, Results results) {
        this.way = way;
        this.server = server;
        this.load = load;
        this.results = results;
    }

    /** @param args none */
    public static void main(String[] args) throws Exception {
        Environment environment = Environment.of(Lesson.class);
        Results results = new Results(new JsonObject()
                .put("date", environment.date())
                .put("commit", environment.commit())
                .put("java", environment.java())
                .put("machine", environment.machine())
                .put("command", environment.command())
                .put("serverOptions", String.join(" ", Start.cached()))
                .put("seconds", SECONDS)
                .put("repetitions", REPS));
        for (int rep = 1; rep <= REPS; rep++) {
            for (Server way : WAYS) {
                System.err.printf("%s: repetition %d of %d, %s%n", LocalTime.now(), rep, REPS, way.label());
                try (Child server = way.start(Start.cached());
                        Child load = Child.program(LOAD_CPU, LessonLoad.class, String.valueOf(server.listening()))) {
                    new Lesson(way, server, load, results).run();
                }
            }
        }
        results.write(OUT);
        if (OUT.equals(Results.FILE)) {
            LessonPage.main();
        }
    }

    private void run() throws IOException, InterruptedException {
        open(WARMUP_CONNECTIONS);
        for (long rounds = 0; rounds < MIN_WARMUP_ROUNDS; ) {
            rounds += play(Duration.ofSeconds(WARMUP)).getLong("rounds");
        }
        for (int connections : CONNECTIONS) {
            open(connections);
            measureIdle(connections);
            play(SETTLE);
            measurePlay(connections);
            measureLiveHeap(connections);
        }
    }

    private void measureIdle(int connections) throws IOException {
        add(connections, Figure.LIVE_IDLE, server.liveBytes());
        add(connections, Figure.RESIDENT_IDLE, server.proc().residentBytes());
    }

    /** Starts and ends while no reply is pending, so that all that the server uses is used for the rounds counted. */
    private void measurePlay(int connections) throws IOException, InterruptedException {
        Proc.Usage before = server.proc().usage();
        Duration loadBefore = load.cpu();
        start();
        Thread.sleep(SECONDS * 1000L);
        add(connections, Figure.THREADS, server.proc().threads());
        add(connections, Figure.RESIDENT_BUSY, server.proc().residentBytes());
        JsonObject played = stop();
        double loadSeconds = load.cpu().minus(loadBefore).toNanos() / 1e9;
        Proc.Usage after = server.proc().usage();

        results.countRounds(played.getLong("rounds"));
        double rounds = played.getDouble("rounds");
        double seconds = played.getDouble("seconds");
        double system = after.systemMicros() - before.systemMicros();
        double user = after.userMicros() - before.userMicros();
        Proc.Switches switches = after.switchesSince(before);
        add(connections, Figure.ROUNDS, rounds / seconds);
        add(connections, Figure.CPU, (user + system) / rounds);
        add(connections, Figure.SYSTEM_CPU, system / rounds);
        add(connections, Figure.VOLUNTARY_SWITCHES, switches.voluntary() / rounds);
        add(connections, Figure.INVOLUNTARY_SWITCHES, switches.involuntary() / rounds);
        add(connections, Figure.P50, played.getDouble("p50"));
        add(connections, Figure.P99, played.getDouble("p99"));
        add(connections, Figure.P999, played.getDouble("p99.9"));
        add(connections, Figure.LOAD_CPU, loadSeconds / seconds);
        System.err.printf("%s: %,d connections, %,.0f rounds/s%n", LocalTime.now(), connections, rounds / seconds);
    }

    /** Apart from the rest, since the collection stops the server. */
    private void measureLiveHeap(int connections) throws IOException, InterruptedException {
        start();
        Thread.sleep(SETTLE.toMillis());
        add(connections, Figure.LIVE_BUSY, server.liveBytes());
        stop();
    }

    private void open(int connections) throws IOException {
        load.send("open " + connections);
        load.awaitLine("open " + connections);
    }

    private JsonObject play(Duration time) throws IOException, InterruptedException {
        start();
        Thread.sleep(time.toMillis());
        return stop();
    }

    private void start() throws IOException {
        load.send("play 0");
        load.awaitLine("playing");
    }

    private JsonObject stop() throws IOException {
        load.send("stop");
        return new JsonObject(load.awaitLine("rounds"));
    }

    private void add(int connections, Figure figure, double value) {
        results.add(way.label(), connections, figure, value);
    }
}
