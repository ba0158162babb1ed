package dev.warmer.management;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** What there is to say to a request. */
record HttpReply(int status, String type, String body) {
    static HttpReply text(int status, String body) {
        return new HttpReply(status, "text/plain; charset=utf-8", body + "\n");
    }

    Future<Void> send(HttpServerResponse response) {
        return response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body);
    }
}
