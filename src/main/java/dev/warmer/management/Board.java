package dev.warmer.management;

import dev.warmer.netty.TcpChannel;
import dev.warmer.pages.Pages;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * The board: a page that shows what the servers do, and the data for it. Each viewer gets a server-sent event each second;
 * without viewers nothing is read, and a viewer that does not read its events is disconnected. For one event loop.
 */
final class Board {
    private static final long EVENT_MS = 1_000;
    private static final int MAX_VIEWERS = 100;

    private final Vertx vertx;
    private final BoardData data;
    private final Map<HttpServerResponse, TcpChannel> viewers = new LinkedHashMap<>();
    private long timer;

    Board(Vertx vertx, BoardData data) {
        this.vertx = vertx;
        this.data = data;
    }

    /** Adds the board's paths. */
    void addTo(Router router) {
        router.get("/board").handler(Pages.page("board.html"));
        router.get("/board/events").handler(this::view);
        router.get("/connections").handler(this::connections);
    }

    private void view(RoutingContext context) {
        if (viewers.size() == MAX_VIEWERS) {
            Pages.reject(context, 503, "the board has " + MAX_VIEWERS + " viewers; retry later");
            return;
        }
        HttpServerResponse response = context.response();
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .closeHandler(closed -> remove(response));
        viewers.put(response, new TcpChannel(context.request().connection()));
        if (viewers.size() == 1) {
            timer = vertx.setPeriodic(EVENT_MS, tick -> sendToAll());
        }
        send(List.of(response));
    }

    void sendToAll() {
        send(List.copyOf(viewers.keySet()));
    }

    int viewers() {
        return viewers.size();
    }

    private void send(List<HttpServerResponse> responses) {
        Buffer event = Buffer.buffer("data: " + data.sample().encode() + "\n\n");
        for (HttpServerResponse response : responses) {
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

    /** To sort thousands of connections takes too long for an event loop. */
    private void send(RoutingContext context, Callable<JsonObject> json) {
        vertx.executeBlocking(json, false).onComplete(found -> context.json(found), context::fail);
    }
}
