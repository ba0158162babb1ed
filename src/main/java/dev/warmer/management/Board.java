package dev.warmer.management;

import dev.warmer.lifecycle.LoadRegistry;
import dev.warmer.netty.TcpChannel;
import dev.warmer.pages.Pages;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/**
 * The board: a page that shows what the servers do, the data for it, and the number of players of load clients. Each second, a board with viewers requests a
 * sample of each process of the cluster, or of its own without one, and sends each reply to all viewers as a server-sent
 * event. Without viewers nothing is read, and a viewer that does not read its events is disconnected. For one event loop.
 */
final class Board {
    private static final long EVENT_MS = 1_000;
    private static final int MAX_VIEWERS = 100;
    /** Where all boards receive requests for a sample, each with the address for the reply. */
    private static final String REQUESTS = "warmer.board.requests";

    private static final Pattern PLAYERS = Pattern.compile("[1-9][0-9]{0,6}");

    /** Identifies the process, and is a part of the address where it receives samples. */
    private final String id = UUID.randomUUID().toString();

    private final String samples = "warmer.board.samples." + id;

    private final Vertx vertx;
    private final BoardData data;
    private final String node;
    private final Map<HttpServerResponse, TcpChannel> viewers = new LinkedHashMap<>();
    private long timer;

    /** @param node the name of this process among those of a cluster */
    Board(Vertx vertx, BoardData data, String node) {
        this.vertx = vertx;
        this.data = data;
        this.node = node;
    }

    /**
     * Adds the board's paths.
     *
     * @return completed when it receives samples
     */
    Future<?> start(Router router) {
        router.get("/board").handler(Pages.page("board.html"));
        router.get("/board/events").handler(this::view);
        router.get("/connections").handler(this::connections);
        router.route("/load").handler(this::load);
        EventBus bus = vertx.eventBus();
        MessageConsumer<String> requests = bus.consumer(REQUESTS, request -> bus.send(request.body(), sample()));
        MessageConsumer<JsonObject> replies = bus.consumer(samples, reply -> sendToAll(reply.body()));
        return Future.join(requests.completion(), replies.completion());
    }

    private JsonObject sample() {
        return data.sample().put("id", id).put("node", node);
    }

    private void view(RoutingContext context) {
        if (context.response().closed()) {
            return; // its peer has closed the connection while an earlier request was answered
        }
        if (viewers.size() == MAX_VIEWERS) {
            Pages.reject(context, 503, "the board has " + MAX_VIEWERS + " viewers; retry later");
            return;
        }
        HttpServerResponse response = context.response();
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .closeHandler(closed -> remove(response));
        response.writeHead();
        viewers.put(response, new TcpChannel(context.request().connection()));
        if (viewers.size() == 1) {
            timer = vertx.setPeriodic(0, EVENT_MS, tick -> vertx.eventBus().publish(REQUESTS, samples));
        }
    }

    int viewers() {
        return viewers.size();
    }

    void sendToAll(JsonObject sample) {
        Buffer event = Buffer.buffer("data: " + sample.encode() + "\n\n");
        for (HttpServerResponse response : List.copyOf(viewers.keySet())) {
            if (response.writeQueueFull()) {
                viewers.get(response).reset();
                remove(response);
            } else {
                response.write(event);
            }
        }
    }

    private void remove(HttpServerResponse response) {
        if (viewers.remove(response) != null && viewers.isEmpty()) {
            vertx.cancelTimer(timer);
        }
    }

    private void connections(RoutingContext context) {
        switch (context.request().getParam("state", "open")) {
            case "open" -> send(context, data::open);
            case "closed" -> send(context, data::closed);
            default -> Pages.reject(context, 400, "state is not allowed: open or closed");
        }
    }

    /** Checks the origin, since pages of other sites can send this request, too. */
    private void load(RoutingContext context) {
        HttpServerRequest request = context.request();
        String players = request.getParam("players", "");
        if (!request.method().equals(HttpMethod.POST)) {
            context.response().putHeader(HttpHeaders.ALLOW, HttpMethod.POST.name());
            Pages.reject(context, 405, "method not allowed; allowed: POST");
        } else if (!("http://" + request.getHeader(HttpHeaders.HOST))
                .equalsIgnoreCase(request.getHeader(HttpHeaders.ORIGIN))) {
            Pages.reject(context, 403, "Origin is not allowed: http:// and the Host of the request");
        } else if (!PLAYERS.matcher(players).matches()) {
            Pages.reject(context, 400, "players is not allowed: an integer from 1 to 9999999");
        } else {
            LoadRegistry.publishPlayers(vertx, Integer.parseInt(players));
            context.response().setStatusCode(202).end();
        }
    }

    /** To sort thousands of connections takes too long for an event loop. */
    private void send(RoutingContext context, Callable<JsonObject> json) {
        vertx.executeBlocking(json, false).onComplete(found -> context.json(found), context::fail);
    }
}
