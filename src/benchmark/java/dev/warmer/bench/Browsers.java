package dev.warmer.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;

/**
 * Measures what players in browsers and viewers of the board cost the TCP players of the same process. The server has one
 * processor. TCP players play at a constant rate, or as fast as it answers, in intervals: alone, and while WebSocket
 * players request a guess a second each and viewers read the events of the board. The two kinds of intervals take turns.
 * Prints a table in Markdown with the medians, and compares the two intervals of each pair: the server's processor time,
 * and the rounds.
 *
 * <p>{@code java -cp target/warmer.jar:target/benchmark-classes dev.warmer.bench.Browsers}, on the Java to be measured, with
 * {@code -Dseconds=10 -Dwarmup=30 -Dreps=10 -Drate=40000 -Dplayers=64 -Dbrowsers=1000 -Dviewers=20} as its defaults. With
 * {@code -Drate=0} the TCP players play as fast as the server answers. For Linux, whose /proc it reads.
 */
public final class Browsers {
    private static final int SECONDS = Integer.getInteger("seconds", 10);
    private static final int WARMUP = Integer.getInteger("warmup", 30);
    private static final int REPS = Integer.getInteger("reps", 10);
    private static final int RATE = Integer.getInteger("rate", 40_000);
    private static final int PLAYERS = Integer.getInteger("players", 64);
    private static final int BROWSERS = Integer.getInteger("browsers", 1_000);
    private static final int VIEWERS = Integer.getInteger("viewers", 20);

    private static final int SERVER_CPU = 0;
    private static final int LOAD_CPU = 1;
    private static final long SETTLE_MS = 2_000;

    private static final String SERVER_LOAD = "server, processors";
    private static final String MORE_LOAD = "server, processors with them, less those alone";
    private static final String RATIO = "rounds/s with them, to those alone";
    private static final String CLIENT_LOAD = "load clients, processors";
    private static final JsonObject CONF = new JsonObject("""
            {"http": {"port": 0}, "verticles": {
              "web": {"verticle": "dev.warmer.web.WebVerticle", "config": {"port": 0, "strategy": "bisect", "idleTimeout": 600000}},
              "server": {"verticle": "dev.warmer.eventloop.ServerVerticle", "config": {"port": 0, "strategy": "bisect", "idleTimeout": 600000}}}}
            """);

    private final Child server;
    private final Child load;
    private final Child browsers;
    private final Figures alone = new Figures();
    private final Figures together = new Figures();
    private final Figures pairs = new Figures();
    private long guesses;
    private long late;
    private long events;

    /** What was measured in one interval: rounds per second, and how much of a processor the server used. */
    private record Interval(double rounds, double serverLoad) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,.0f rounds/s with %.2f processors", rounds, serverLoad);
        }
    }

    private Browsers(Child server, Child load, Child browsers) {
        this.server = server;
        this.load = load;
        this.browsers = browsers;
    }

    /** @param args none */
    public static void main(String[] args) throws Exception {
        try (Child server = Child.warmer(SERVER_CPU, List.of(), "-conf", CONF.encode())) {
            String board = port(server.awaitLine("board on http"));
            String web = port(server.awaitLine("listening on http"));
            String tcp = String.valueOf(server.listening());
            try (Child load = Child.program(LOAD_CPU, LessonLoad.class, tcp);
                    Child browsers = Child.program(
                            LOAD_CPU,
                            BrowserLoad.class,
                            web,
                            board,
                            String.valueOf(BROWSERS),
                            String.valueOf(VIEWERS))) {
                new Browsers(server, load, browsers).run();
            }
        }
    }

    private static String port(String line) {
        return line.replaceFirst(".*:(\\d+)/.*", "$1");
    }

    private void run() throws IOException, InterruptedException {
        load.send("open " + PLAYERS);
        load.awaitLine("open " + PLAYERS);
        play(WARMUP, new Figures());
        playTogether(WARMUP, new Figures());
        guesses = late = events = 0;
        for (int rep = 1; rep <= REPS; rep++) {
            Interval without;
            Interval with;
            if (rep % 2 == 1) { // what changes with time is not to favour one of them
                without = play(SECONDS, alone);
                with = playTogether(SECONDS, together);
            } else {
                with = playTogether(SECONDS, together);
                without = play(SECONDS, alone);
            }
            pairs.add(MORE_LOAD, with.serverLoad - without.serverLoad);
            pairs.add(RATIO, with.rounds / without.rounds);
            System.err.printf("%s: %d of %d, alone %s, together %s%n", LocalTime.now(), rep, REPS, without, with);
        }
        print();
    }

    private Interval playTogether(int seconds, Figures figures) throws IOException, InterruptedException {
        browsers.send("open");
        browsers.awaitLine("open");
        Thread.sleep(SETTLE_MS);
        Interval interval = play(seconds, figures);
        browsers.send("close");
        JsonObject received = new JsonObject(browsers.awaitLine("guesses"));
        guesses += received.getLong("guesses");
        late += received.getLong("late");
        events += received.getLong("events");
        Thread.sleep(SETTLE_MS);
        return interval;
    }

    private Interval play(int seconds, Figures figures) throws IOException, InterruptedException {
        long serverBefore = server.cpu().toNanos();
        long loadBefore = load.cpu().plus(browsers.cpu()).toNanos();
        load.send("play " + RATE);
        load.awaitLine("playing");
        Thread.sleep(seconds * 1000L);
        load.send("stop");
        JsonObject played = new JsonObject(load.awaitLine("rounds"));
        double nanos = played.getDouble("seconds") * 1e9;
        Interval interval = new Interval(
                played.getLong("rounds") * 1e9 / nanos, (server.cpu().toNanos() - serverBefore) / nanos);
        figures.add(Figures.ROUNDS, interval.rounds);
        figures.add(Figures.P99, played.getDouble("p99"));
        figures.add(SERVER_LOAD, interval.serverLoad);
        figures.add(CLIENT_LOAD, (load.cpu().plus(browsers.cpu()).toNanos() - loadBefore) / nanos);
        return interval;
    }

    private void print() throws IOException {
        System.out.println(Environment.of(Browsers.class));
        System.out.println();
        System.out.printf("| median of %d | %s |%n", REPS, String.join(" | ", alone.names()));
        System.out.println("|---|" + "---:|".repeat(alone.names().size()));
        print(PLAYERS + " TCP players alone", alone);
        print("with %,d WebSocket players and %d viewers".formatted(BROWSERS, VIEWERS), together);
        System.out.println();
        pairs.names().forEach(name -> System.out.println(name + ": " + pairs.summary(name)));
        System.out.printf(
                "Received: %,d guesses over WebSocket (%,d requests late), %,d events of the board%n",
                guesses, late, events);
    }

    private static void print(String row, Figures figures) {
        StringBuilder line = new StringBuilder("| " + row);
        for (String name : figures.names()) {
            boolean share = name.equals(SERVER_LOAD) || name.equals(CLIENT_LOAD);
            line.append(String.format(Locale.ROOT, share ? " | %.2f" : " | %,.0f", figures.median(name)));
        }
        System.out.println(line + " |");
    }
}
