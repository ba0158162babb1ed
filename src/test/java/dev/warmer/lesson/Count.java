package dev.warmer.lesson;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How many lines each port changes: the classes of one way of waiting compared with those of another, method by method.
 * Methods are compared that have the same name in classes with the same duty.
 */
public final class Count {
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "warmer");

    /** The classes of a side and way of waiting. */
    private static final Map<String, String> CLASSES = Map.of(
            "server threads",
            "threads/ThreadedServerVerticle threads/PeerConnection threads/PeerSocket threads/RefusedConnection",
            "server await",
            "await/AwaitServerVerticle await/PeerConnection await/PeerSocket",
            "server eventloop",
            "eventloop/ServerVerticle eventloop/PeerConnection",
            "client threads",
            "threads/ThreadedClientVerticle threads/GameLoop threads/ClientConnection threads/Connector threads/DeadlineSocket",
            "client await",
            "await/AwaitClientVerticle await/GameLoop client/ClientConnection client/Connector client/ReplyStream",
            "client eventloop",
            "eventloop/ClientVerticle eventloop/GameLoop client/ClientConnection client/Connector client/ReplyStream");

    /** The methods that accept, read, decide, write and close, and those that play the games. */
    private static final Map<String, List<String>> ESSENTIAL = Map.of(
            "server",
            List.of(
                    "ServerVerticle: listen, bind, accept, accepted, open, start",
                    "PeerConnection: run, serve, handle, read, bytes, reply, write, queue, unsent, inputEnded, failed, perform, close",
                    "PeerSocket: read, received, complete, takeRequest, inputEnded, failed, write, unlessClosed, toIoException, close"),
            "client",
            List.of("ClientVerticle: start, run, play", "GameLoop: play"));

    private static final List<Port> PORTS = List.of(
            new Port("threads → virtual threads", "threads", "threads"),
            new Port("threads → await", "threads", "await"),
            new Port("threads → event loop", "threads", "eventloop"),
            new Port("await → event loop", "await", "eventloop"));

    /** What has the same duty in classes of the same duty. */
    private static final Pattern PREFIX = Pattern.compile("\\b(Threaded|Await)(?=(Server|Client)Verticle\\b)");

    /** Methods with the same duty as another; what is a loop elsewhere consists of several on the event loop. */
    private static final Map<String, String> RENAMED = Map.of(
            "ServerVerticle.connected", "ServerVerticle.open",
            "PeerConnection.start", "PeerConnection.run",
            "GameLoop.next", "GameLoop.play",
            "GameLoop.reported", "GameLoop.play",
            "GameLoop.report", "GameLoop.play");

    private record Port(String title, String from, String to) {}

    private Count() {}

    /**
     * Prints what each port changes in each method, those that differ most first.
     *
     * @param args none
     * @throws IOException if a source cannot be read
     */
    public static void main(String... args) throws IOException {
        for (String side : List.of("server", "client")) {
            for (Port port : PORTS) {
                System.out.printf("%n| %s, %s | unchanged | changed | added | removed |%n", side, port.title);
                compare(side, port).entrySet().stream()
                        .sorted(Comparator.comparing(
                                method -> -method.getValue().different()))
                        .forEach(method -> System.out.print(row(method.getKey(), method.getValue())));
            }
        }
    }

    /** {@return the table of the server or of the client, in Markdown} */
    static String table(String side) throws IOException {
        if (!ESSENTIAL.containsKey(side)) {
            throw new IllegalArgumentException("no count \"%s\"; there are server and client".formatted(side));
        }
        StringBuilder table = new StringBuilder();
        table.append("| %s, lines of code | unchanged | changed | added | removed |\n".formatted(side));
        table.append("|---|---:|---:|---:|---:|\n");
        List<String> essential = essential(side);
        for (Port port : PORTS) {
            Map<String, LineDiff> diffs = compare(side, port);
            table.append(row(port.title + ", essential part", sum(diffs, essential)));
            table.append(row(port.title + ", whole", sum(diffs, diffs.keySet())));
        }
        String parts = String.join("; ", ESSENTIAL.get(side)).replaceAll("(\\w+):", "`$1`:");
        String renamed = new TreeMap<>(RENAMED)
                .entrySet().stream()
                        .filter(names -> essential.contains(names.getValue()))
                        .map(names -> "`%s` as `%s`".formatted(names.getKey(), names.getValue()))
                        .collect(Collectors.joining(", "));
        table.append(
                "\nLines without a letter, such as a brace, are not counted. Essential part: %s. ".formatted(parts));
        table.append("Compared although their names differ: %s.\n".formatted(renamed));
        return table.toString();
    }

    /** {@return the essential methods as TYPE.METHOD} */
    static List<String> essential(String side) {
        List<String> methods = new ArrayList<>();
        for (String type : ESSENTIAL.get(side)) {
            String[] typeAndMethods = type.split(": ", 2);
            for (String method : typeAndMethods[1].split(", ", -1)) {
                methods.add(typeAndMethods[0] + "." + method);
            }
        }
        return methods;
    }

    private static String row(String title, LineDiff diff) {
        return "| %s | %d | %d | %d | %d |\n"
                .formatted(title, diff.unchanged(), diff.changed(), diff.added(), diff.removed());
    }

    private static LineDiff sum(Map<String, LineDiff> diffs, Iterable<String> methods) {
        LineDiff sum = LineDiff.NONE;
        for (String method : methods) {
            sum = sum.plus(diffs.getOrDefault(method, LineDiff.NONE));
        }
        return sum;
    }

    private static Map<String, LineDiff> compare(String side, Port port) throws IOException {
        return compare(code(side + " " + port.from), code(side + " " + port.to));
    }

    static Map<String, LineDiff> compare(Map<String, List<String>> before, Map<String, List<String>> after) {
        Set<String> methods = new LinkedHashSet<>(before.keySet());
        methods.addAll(after.keySet());
        Map<String, LineDiff> diffs = new LinkedHashMap<>();
        for (String method : methods) {
            List<String> from = before.getOrDefault(method, List.of());
            diffs.put(method, LineDiff.of(from, after.getOrDefault(method, List.of())));
        }
        return diffs;
    }

    /** {@return the lines of code of the classes, by type and method} Names with the same duty are the same. */
    static Map<String, List<String>> code(String sideAndWay) throws IOException {
        Map<String, List<String>> code = new LinkedHashMap<>();
        for (String type : CLASSES.get(sideAndWay).split(" ", -1)) {
            JavaSource.read(SOURCES.resolve(type + ".java")).code().forEach((name, lines) -> {
                String method = PREFIX.matcher(name).replaceAll("");
                code.computeIfAbsent(RENAMED.getOrDefault(method, method), none -> new ArrayList<>())
                        .addAll(lines.stream()
                                .map(line -> PREFIX.matcher(line).replaceAll(""))
                                .toList());
            });
        }
        return code;
    }
}
