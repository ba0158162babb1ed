package dev.warmer.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The load of {@link Lesson}: one thread and a {@link Selector}, which takes less time for a round than any server, so
 * that the server is what is measured. Every reply is checked; it ends with an exception if one is wrong.
 *
 * <p>Takes commands from standard input, a line each, and answers each with a line: {@code open N} opens and closes
 * connections until there are N, each in a game, with no reply pending. {@code play R} has them play R rounds a second
 * in all, which are due at equal intervals, until the next line, {@code stop}; with 0, each connection requests the next
 * round when it has read a reply. Then each awaits its last reply, and the measurements are printed in JSON. Between
 * {@code stop} and {@code play} the server has nothing to do.
 */
final class LessonLoad {
    private static final long COMMAND_CHECK_MS = 20;
    private static final long COMMAND_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(COMMAND_CHECK_MS);
    /** The longest time by which a round is requested later than it is due. */
    private static final long TICK_MS = 1;

    private static final long SEED = 1;

    private final InetSocketAddress server;
    private final Selector selector = Selector.open();
    private final Deque<LessonConnection> connections = new ArrayDeque<>();
    private final SplittableRandom secrets = new SplittableRandom(SEED);
    private final Histogram latencies = new Histogram(3);
    /** Those without a pending reply, while rounds are played. */
    private final Deque<LessonConnection> idle = new ArrayDeque<>();

    private long playingNanos;
    /** Rounds per second; 0 for as fast as the server replies. */
    private int rate;

    private boolean playing;

    private LessonLoad(int port) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** @param args the port of the server */
    public static void main(String[] args) throws IOException {
        LessonLoad load = new LessonLoad(Integer.parseInt(args[0]));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "open" -> load.open(Integer.parseInt(words[1]));
                case "play" -> load.play(Integer.parseInt(words[1]));
                case "stop" -> load.stop();
                default -> throw new IllegalArgumentException(line);
            }
        }
    }

    /** One connection after the other, each with a round, so that the server's accept queue does not overflow. */
    private void open(int count) throws IOException {
        while (connections.size() > count) {
            connections.removeLast().close();
        }
        while (connections.size() < count) {
            connections.add(new LessonConnection(server, selector, secrets.split()));
        }
        System.out.println("open " + count);
    }

    private void play(int roundsPerSecond) throws IOException {
        latencies.reset();
        rate = roundsPerSecond;
        playing = true;
        System.out.println("playing");
        long start = System.nanoTime();
        long nextCheck = start + COMMAND_CHECK_NANOS;
        long requested = 0;
        begin();
        while (playing || idle.size() < connections.size()) {
            requested = requestDue(start, requested);
            selector.select(this::ready, rate == 0 ? COMMAND_CHECK_MS : TICK_MS);
            long now = System.nanoTime();
            if (playing && now > nextCheck) {
                playing = System.in.available() == 0;
                nextCheck = now + COMMAND_CHECK_NANOS;
            }
        }
        idle.clear();
        playingNanos = System.nanoTime() - start;
    }

    private void begin() throws IOException {
        if (rate > 0) {
            idle.addAll(connections);
            return;
        }
        for (LessonConnection connection : connections) {
            connection.request(System.nanoTime());
        }
    }

    /** {@return how many rounds were requested until now} With rate 0, no connection is idle while rounds are played. */
    private long requestDue(long start, long requested) throws IOException {
        long now = System.nanoTime();
        long next = requested;
        while (playing && !idle.isEmpty()) {
            long due = start + next * TimeUnit.SECONDS.toNanos(1) / rate;
            if (due > now) {
                break;
            }
            idle.remove().request(due);
            next++;
        }
        return next;
    }

    private void ready(SelectionKey key) {
        LessonConnection connection = (LessonConnection) key.attachment();
        try {
            if (!connection.read()) {
                return;
            }
            long now = System.nanoTime();
            latencies.recordValue(now - connection.requestedAt());
            if (playing && rate == 0) {
                connection.request(now);
            } else {
                idle.add(connection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop() {
        System.out.println(new JsonObject()
                .put("rounds", latencies.getTotalCount())
                .put("seconds", playingNanos / 1e9)
                .put("p50", micros(50))
                .put("p99", micros(99))
                .put("p99.9", micros(99.9)));
    }

    private double micros(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e3;
    }
}
