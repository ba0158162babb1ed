package dev.warmer.management;

import dev.warmer.testing.Await;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Predicate;

/** A client of the health checks and metrics of a Vert.x, over HTTP. */
record Management(String id, int port) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static Management deploy(Vertx vertx) {
        return deploy(vertx, new JsonObject());
    }

    /** @param config without a port */
    static Management deploy(Vertx vertx, JsonObject config) {
        ManagementVerticle verticle = new ManagementVerticle();
        DeploymentOptions options = new DeploymentOptions().setConfig(config.put("port", 0));
        return new Management(Await.result(vertx.deployVerticle(verticle, options)), verticle.port());
    }

    HttpResponse<String> request(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return request("GET", path);
    }

    Scrape scrape() {
        return Scrape.parse(get("/metrics").body());
    }

    /**
     * Scrapes until the condition is true, since metrics may change after the peer has seen the event.
     *
     * @return one scrape more, since the metrics of a scrape are not read at one time
     */
    Scrape scrapeUntil(Predicate<Scrape> condition) {
        Await.until("metrics", () -> condition.test(scrape()));
        return scrape();
    }

    Scrape scrapeUntil(String series, double value) {
        return scrapeUntil(scrape -> scrape.of(series) == value);
    }
}
