package dev.warmer.management;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Health and metrics of a Vert.x, as one sees them over HTTP. */
record Management(String id, int port) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static Management deploy(Vertx vertx) {
        ManagementVerticle verticle = new ManagementVerticle();
        DeploymentOptions options = new DeploymentOptions().setConfig(new JsonObject().put("port", 0));
        return new Management(await(vertx.deployVerticle(verticle, options)), verticle.port());
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
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
     * Waits until this is so, since what a server counts may be a moment behind what a peer has seen. {@return what is
     * counted then} A scrape is not of one moment: what is counted with what was wanted may be in the next one.
     */
    Scrape scrapeUntil(Predicate<Scrape> wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        Scrape scrape = scrape();
        while (!wanted.test(scrape)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not in time: " + scrape.samples());
            }
            scrape = scrape();
        }
        return scrape();
    }

    Scrape scrapeUntil(String series, double value) {
        return scrapeUntil(scrape -> scrape.of(series) == value);
    }
}
