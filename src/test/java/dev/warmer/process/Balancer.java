package dev.warmer.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warmer.testing.Await;
import dev.warmer.testing.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** HAProxy in TCP mode in front of servers on this machine, whose readiness it checks. */
public final class Balancer {
    private static final Optional<Path> HAPROXY = Stream.concat(
                    Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)), Stream.of("/usr/sbin"))
            .map(directory -> Path.of(directory, "haproxy"))
            .filter(Files::isExecutable)
            .findFirst();

    static {
        if (HAPROXY.isEmpty()) {
            System.out.println("the tests behind a balancer are skipped: haproxy is not on the path");
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final int statistics = Ports.free();

    /**
     * A server.
     *
     * @param port where it plays
     * @param management where it reports whether it is ready
     */
    public record Server(String name, int port, int management) {}

    /** Skips the test where there is none. */
    public static void assumeInstalled() {
        assumeTrue(HAPROXY.isPresent(), "haproxy is on the path");
    }

    /** Starts one in front of the servers, whose configuration is written to {@code folder}. */
    public static Balancer start(Programs programs, Path folder, List<Server> servers) throws IOException {
        Balancer balancer = new Balancer();
        Path file = folder.resolve("haproxy.cfg");
        Files.writeString(file, balancer.configuration(servers));
        programs.start(HAPROXY.orElseThrow().toString(), "-db", "-f", file.toString());
        return balancer;
    }

    private String configuration(List<Server> servers) {
        StringBuilder text = new StringBuilder("""
                global
                    maxconn 4000
                defaults
                    mode tcp
                    timeout connect 2s
                    timeout check 2s
                    timeout client 90s
                    timeout server 90s
                    option redispatch 1
                frontend players
                    bind 127.0.0.1:%d
                    default_backend servers
                frontend statistics
                    mode http
                    bind 127.0.0.1:%d
                    stats enable
                    stats uri /
                backend servers
                    balance leastconn
                    option httpchk GET /health/ready
                    default-server send-proxy-v2 check inter 100ms fall 1 rise 1
                """.formatted(port, statistics));
        servers.forEach(server -> text.append(
                "    server %s 127.0.0.1:%d port %d%n".formatted(server.name(), server.port(), server.management())));
        return text.toString();
    }

    /** {@return the port for players} */
    public int port() {
        return port;
    }

    /** Waits until it has found that a server is ready, or is not. */
    public void await(String server, boolean ready) {
        Await.until(server + " is ready: " + ready, () -> {
            String status = statistics().getOrDefault(server, Map.of()).getOrDefault("status", "");
            return ready ? status.equals("UP") : status.startsWith("DOWN");
        });
    }

    /** {@return how many connections of players it has to these servers} */
    public int sessions(List<Server> servers) {
        Map<String, Map<String, String>> current = statistics();
        return servers.stream()
                .mapToInt(server -> Integer.parseInt(current.get(server.name()).get("scur")))
                .sum();
    }

    /** {@return its figures of each server; empty while it starts} */
    private Map<String, Map<String, String>> statistics() {
        URI uri = URI.create("http://127.0.0.1:" + statistics + "/;csv");
        String csv;
        try {
            csv = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException starting) {
            return Map.of();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
        List<String[]> rows = csv.lines().map(line -> line.split(",", -1)).toList();
        Map<String, Map<String, String>> servers = new HashMap<>();
        rows.stream().skip(1).filter(row -> row[0].equals("servers")).forEach(row -> {
            Map<String, String> figures = new HashMap<>();
            List<String> names = Arrays.asList(rows.get(0));
            for (int i = 0; i < row.length; i++) {
                figures.put(names.get(i), row[i]);
            }
            servers.put(row[1], figures);
        });
        return servers;
    }
}
