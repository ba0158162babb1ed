package dev.warmer.web;

import dev.warmer.config.ServerConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/**
 * Which pages may open a WebSocket. A browser names the origin of a page in a header that the page cannot change; other
 * programs need not send one.
 *
 * @param scheme http or https, of this server
 * @param others the origins that are allowed besides this server's own
 */
record Origins(String scheme, Set<String> others) {
    boolean allow(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null
                || origin.equalsIgnoreCase(scheme + "://" + request.getHeader(HttpHeaders.HOST))
                || others.contains(origin);
    }

    /** {@return the address of this server, as a browser takes it} */
    String of(String host, int port) {
        return scheme + "://" + ServerConfig.address(host, port) + "/";
    }
}
