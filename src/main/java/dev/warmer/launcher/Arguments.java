package dev.warmer.launcher;

import dev.warmer.config.ConfSource;
import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.InvalidConfigException.Problem;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.launcher.application.impl.VertxApplicationCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The options that Vert.x's launcher does not pass to its hooks, parsed by its own parser, and checks of those that it
 * passes.
 *
 * @param verticle the name of a single verticle to deploy, or null
 * @param conf a file or a JSON object, or null
 * @param options the same for Vert.x's own options
 * @param deploymentOptions the same for those of the main verticle
 * @param instances the number of instances of the main verticle, or null
 */
record Arguments(String verticle, String conf, String options, String deploymentOptions, Integer instances) {
    private static final String DEMO = "conf/demo.json";
    private static final Arguments NONE = new Arguments(null, null, null, null, null);

    static Arguments of(String... args) {
        if (isPlain(args)) {
            return new Arguments(null, args.length == 0 ? null : args[1], null, null, null);
        }
        CommandLine line = new CommandLine(new VertxApplicationCommand(null, null, null));
        try {
            return of(line.setOptionsCaseInsensitive(true).parseArgs(args));
        } catch (ParameterException e) {
            // The launcher reports it.
            return NONE;
        }
    }

    /** {@return whether there is nothing to parse: no arguments, or a conf alone} */
    static boolean isPlain(String... args) {
        return args.length == 0 || (args.length == 2 && args[0].equals("-conf") && !args[1].startsWith("-"));
    }

    private static Arguments of(ParseResult parsed) {
        return new Arguments(
                parsed.matchedPositionalValue(0, null),
                parsed.matchedOptionValue("-conf", null),
                parsed.matchedOptionValue("-options", null),
                parsed.matchedOptionValue("-deployment-options", null),
                parsed.matchedOptionValue("-instances", null));
    }

    /** {@return the source of the conf} */
    ConfSource source() {
        if (conf == null) {
            return verticle == null ? ConfSource.file(DEMO, null) : ConfSource.inline("{}", verticle);
        }
        return conf.stripLeading().startsWith("{")
                ? ConfSource.inline(conf, verticle)
                : ConfSource.file(conf, verticle);
    }

    /**
     * Checks the JSON of {@code -options} or {@code -deployment-options}. Vert.x starts without options that it cannot
     * parse, and ignores unknown keys and values of another type, so that a misspelled option would go unnoticed.
     *
     * @param option the name of the option
     * @param argument the argument of the option, or null if there is none
     * @param parsed what Vert.x parsed it to, or null
     * @param converter converts JSON to options and back
     * @return {@code parsed}
     * @throws InvalidConfigException with all problems found
     */
    static JsonObject check(String option, String argument, JsonObject parsed, UnaryOperator<JsonObject> converter) {
        if (argument == null) {
            return parsed;
        }
        if (parsed == null) {
            throw new InvalidConfigException(option, argument, "a JSON object or a file with one");
        }
        List<Problem> problems = new ArrayList<>();
        try {
            JsonObject converted = converter.apply(parsed);
            parsed.fieldNames().stream()
                    .filter(key -> !same(parsed.getValue(key), converted.getValue(key)))
                    .forEach(key -> problems.add(new Problem(
                            option,
                            key + ": " + Json.encode(parsed.getValue(key))
                                    + " is not allowed: unknown option of Vert.x, or a value of another type")));
        } catch (RuntimeException e) {
            problems.add(new Problem(option, parsed.encode() + " is not allowed: " + e.getMessage()));
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return parsed;
    }

    /** Equal numbers may have several types, and a converted object has more keys. */
    private static boolean same(Object given, Object converted) {
        return given instanceof JsonObject
                ? converted instanceof JsonObject
                : JsonObject.of("it", given).equals(JsonObject.of("it", converted));
    }

    /**
     * {@return the options of the main verticle that were given on the command line, without defaults}
     *
     * @param main the options of the main verticle
     */
    JsonObject mainOptions(DeploymentOptions main) {
        JsonObject given = main.toJson();
        given.remove("config");
        given.getMap()
                .entrySet()
                .removeAll(new DeploymentOptions().toJson().getMap().entrySet());
        if (instances != null) {
            given.put("instances", instances);
        }
        return given;
    }
}
