package dev.warmer.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The load of {@link Browsers}: players over WebSocket, which request a guess each second, and viewers of the board. Every
 * guess and every event is checked; the program ends if one is wrong.
 *
 * <p>Takes commands from standard input, a line each, and answers each with a line: {@code open} connects all of them;
 * {@code close} disconnects them, and prints what they received as JSON.
 */
final class BrowserLoad {
    private static final int CONNECT_SECONDS = 60;
    private static final int AT_A_TIME = 50;
    private static final long SEED = 2;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final int webPort;
    private final int boardPort;
    private final int players;
    private final int viewers;
    private final SplittableRandom secrets = new SplittableRandom(SEED);
    private final LongAdder events = new LongAdder();
    private final List<BrowserPlayer> connected = new ArrayList<>();
    private WebSocketClient sockets;
    private HttpClient http;

    private BrowserLoad(String[] args) {
        webPort = Integer.parseInt(args[0]);
        boardPort = Integer.parseInt(args[1]);
        players = Integer.parseInt(args[2]);
        viewers = Integer.parseInt(args[3]);
    }

    /** @param args the ports of pages and board, the numbers of players and viewers */
    public static void main(String[] args) throws Exception {
        BrowserLoad load = new BrowserLoad(args);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            switch (line) {
                case "open" -> load.open();
                case "close" -> load.close();
                default -> throw new IllegalArgumentException(line);
            }
        }
        System.exit(0);
    }

    /** Prints the failure and ends the program. */
    static void fail(Throwable failure) {
        System.out.println(failure);
        Runtime.getRuntime().halt(1);
    }

    /** Some at a time, so that the server's accept queue does not overflow. */
    private void open() throws Exception {
        sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(players));
        http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(viewers));
        while (connected.size() < players) {
            List<Future<?>> connecting = new ArrayList<>();
            while (connected.size() < players && connecting.size() < AT_A_TIME) {
                BrowserPlayer player = new BrowserPlayer(vertx, secrets.split());
                connected.add(player);
                connecting.add(sockets.connect(webPort, "127.0.0.1", "/play").map(player::start));
            }
            await(Future.all(connecting));
        }
        for (int i = 0; i < viewers; i++) {
            await(http.request(HttpMethod.GET, boardPort, "127.0.0.1", "/board/events")
                    .compose(request -> request.send())
                    .map(this::view));
        }
        System.out.println("open " + players + " and " + viewers);
    }

    private HttpClientResponse view(HttpClientResponse response) {
        return response.handler(RecordParser.newDelimited("\n\n", this::event)).exceptionHandler(closed -> {});
    }

    private void event(Buffer event) {
        try {
            if (new JsonObject(event.toString().replaceFirst("^data: ", ""))
                            .getJsonArray("servers")
                            .size()
                    < 2) {
                throw new IOException("an event without its servers: " + event);
            }
            events.increment();
        } catch (IOException | RuntimeException wrong) {
            fail(wrong);
        }
    }

    private void close() throws Exception {
        connected.forEach(BrowserPlayer::stop);
        JsonObject received = new JsonObject()
                .put(
                        "guesses",
                        connected.stream().mapToLong(BrowserPlayer::guesses).sum())
                .put("late", connected.stream().mapToLong(BrowserPlayer::late).sum())
                .put("events", events.sumThenReset());
        connected.clear();
        await(sockets.close());
        await(http.close());
        System.out.println(received);
    }

    private static void await(Future<?> future) throws Exception {
        future.await(CONNECT_SECONDS, TimeUnit.SECONDS);
    }
}
