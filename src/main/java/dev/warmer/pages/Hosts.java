package dev.warmer.pages;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By which hosts a server may be requested. A page of another site can have its own name resolved to the address of this
 * server, whose responses are then of the page's origin (DNS rebinding). The {@code Host} header has that name.
 *
 * <p>IP addresses are allowed, since they are not resolved, and so is {@code localhost}.
 */
public final class Hosts {
    private static final Pattern HOST = Pattern.compile("(?<host>\\[[^]]*]|[^:]+)(:[0-9]*)?");
    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-f:.]+]|[0-9]{1,3}([.][0-9]{1,3}){3}");

    private final Set<String> names;

    /** @param names that are allowed besides {@code localhost}, in any case */
    public Hosts(Stream<String> names) {
        this.names = Stream.concat(names, Stream.of("localhost"))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@return whether the request has a host that is allowed} */
    public boolean allow(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.HOST);
        Matcher matcher = HOST.matcher(header == null ? "" : header.toLowerCase(Locale.ROOT));
        return matcher.matches()
                && (ADDRESS.matcher(matcher.group("host")).matches() || names.contains(matcher.group("host")));
    }
}
