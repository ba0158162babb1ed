package dev.warmer.pages;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the pages and their files, which are in the jar, with headers by which a browser loads nothing else. */
public final class Pages {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    /** The chart library, at the version of the pom. */
    private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private static final Pattern FILE = Pattern.compile("[A-Za-z.-]+[.](?<type>css|js)");
    /** The content of the files that were requested, by path; there are some dozens. */
    private static final Map<String, Buffer> FILES = new ConcurrentHashMap<>();

    private static final Map<String, String> HEADERS = Map.of(
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "x-frame-options",
            "DENY",
            "x-content-type-options",
            "nosniff",
            "referrer-policy",
            "no-referrer",
            "cross-origin-opener-policy",
            "same-origin",
            "cross-origin-resource-policy",
            "same-origin",
            "cache-control",
            "no-cache");

    private Pages() {}

    /**
     * {@return a router for the files that pages load, to which the pages are to be added} It answers every failure with
     * one line of text.
     *
     * @param paths the paths of the server, for the reply to a request for another one
     */
    public static Router router(Vertx vertx, String paths) {
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            context.response().headers().addAll(HEADERS);
            context.next();
        });
        router.get("/assets/:file").handler(Pages::file);
        router.errorHandler(400, context -> reject(context, 400, "invalid request"));
        router.errorHandler(404, context -> reject(context, 404, "not found; paths: " + paths));
        router.errorHandler(405, context -> {
            context.response().putHeader(HttpHeaders.ALLOW, HttpMethod.GET.name());
            reject(context, 405, "method not allowed; allowed: GET");
        });
        router.errorHandler(500, context -> {
            if (context.failure() instanceof IllegalArgumentException) { // such as an invalid percent-encoding
                reject(context, 400, "invalid request");
                return;
            }
            LOG.error("request for {} failed", context.normalizedPath(), context.failure());
            reject(context, 500, "internal server error");
        });
        return router;
    }

    private static void file(RoutingContext context) {
        String name = context.pathParam("file");
        Matcher matcher = FILE.matcher(name);
        if (!matcher.matches()) {
            context.next();
            return;
        }
        String type = matcher.group("type").equals("css") ? "text/css" : "text/javascript";
        read("/web/assets/" + name)
                .or(() -> read(CHARTS + name))
                .ifPresentOrElse(content -> send(context, type, content), context::next);
    }

    /** {@return a handler that sends a page} */
    public static Handler<RoutingContext> page(String name) {
        return context -> send(context, "text/html", read("/web/" + name).orElseThrow());
    }

    private static void send(RoutingContext context, String type, Buffer content) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type + "; charset=utf-8")
                .end(content);
    }

    /** {@return the content of a file in the jar} Vert.x's own way would look for it in the working directory first. */
    private static Optional<Buffer> read(String path) {
        return Optional.ofNullable(FILES.computeIfAbsent(path, key -> {
            try (InputStream stream = Pages.class.getResourceAsStream(key)) {
                return stream == null ? null : Buffer.buffer(stream.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    /** Sends a line of text, and closes the connection, so that a request body need not be read. */
    public static void reject(RoutingContext context, int status, String line) {
        HttpServerResponse response = context.response();
        if (!response.ended() && !response.headWritten()) {
            response.setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                    .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                    .end(line + "\n")
                    .onComplete(sent -> context.request().connection().close());
        }
    }
}
