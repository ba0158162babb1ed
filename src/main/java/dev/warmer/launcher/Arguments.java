package dev.warmer.launcher;

import dev.warmer.config.ConfSource;
import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.InvalidConfigException.Problem;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.launcher.application.impl.VertxApplicationCommand;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The options of Vert.x's launcher that it does not pass to its hooks as they were given, and checks of those that it
 * passes.
 *
 * @param verticle the name of a single verticle to deploy, or null
 * @param conf a file or a JSON object, or null
 * @param options the same for Vert.x's own options
 * @param deploymentOptions the same for those of the main verticle
 * @param instances the number of instances of the main verticle, or null
 * @param cluster whether to join a cluster
 */
record Arguments(
        String verticle, String conf, String options, String deploymentOptions, Integer instances, boolean cluster) {
    private static final String DEMO = "conf/demo.json";
    private static final String CLUSTER = "-cluster";

    /**
     * Parses the arguments into {@code command}, for it to be run, and into the result.
     *
     * @throws InvalidConfigException if there is an unknown option, one without its argument, or two that exclude each
     *     other
     */
    static Arguments parse(VertxApplicationCommand command, String... args) {
        // Past the parser, which takes 270 ms of CPU, a quarter of the start, where there is nothing but a conf.
        if (args.length == 0 || (args.length == 2 && args[0].equals("-conf") && !args[1].startsWith("-"))) {
            return new Arguments(null, args.length == 0 ? null : args[1], null, null, null, false);
        }
        try {
            ParseResult parsed = parser(command).parseArgs(args);
            if (parsed.hasMatchedOption("-worker") && parsed.hasMatchedOption("-virtual-thread")) {
                throw invalid("-worker and -virtual-thread exclude each other");
            }
            return new Arguments(
                    parsed.matchedPositionalValue(0, null),
                    parsed.matchedOptionValue("-conf", null),
                    parsed.matchedOptionValue("-options", null),
                    parsed.matchedOptionValue("-deployment-options", null),
                    parsed.matchedOptionValue("-instances", null),
                    parsed.hasMatchedOption(CLUSTER));
        } catch (ParameterException e) {
            throw invalid(e.getMessage() + "; see -help");
        }
    }

    /** Has {@code command}, which was parsed from {@code args}, build a Vert.x that joins a cluster. */
    static void enableCluster(VertxApplicationCommand command, String... args) {
        parser(command)
                .parseArgs(Stream.concat(Stream.of(args), Stream.of(CLUSTER)).toArray(String[]::new));
    }

    private static InvalidConfigException invalid(String message) {
        return new InvalidConfigException(List.of(new Problem("", message)));
    }

    private static CommandLine parser(VertxApplicationCommand command) {
        return new CommandLine(command).setOptionsCaseInsensitive(true);
    }

    /** Prints the usage, if the arguments request it. {@return whether they do} */
    static boolean printHelpIfRequested(VertxApplicationCommand command, PrintStream out, String... args) {
        boolean requested = Stream.of(args).anyMatch(Set.of("-h", "-help", "--help")::contains);
        if (requested) {
            CommandLine line = parser(command).setCommandName("java -jar warmer.jar");
            line.getCommandSpec()
                    .usageMessage()
                    .description(
                            "Warmer, a number-guessing game over TCP: deploys the verticles of a conf file (-conf), or a"
                                    + " single verticle (<mainVerticle>, which -conf configures). Without arguments: "
                                    + DEMO + ".")
                    .footer("The keys of a conf file, and the system properties that override them, are listed in"
                            + " docs/configuration.md.");
            line.usage(out);
        }
        return requested;
    }

    /**
     * {@return the source of the conf}
     *
     * @throws InvalidConfigException if a conf file is given as the verticle
     */
    ConfSource source() {
        if (verticle != null && verticle.endsWith(".json")) {
            throw invalid("%1$s is a conf file, not a verticle: use -conf %1$s".formatted(verticle));
        }
        if (conf == null) {
            return verticle == null ? ConfSource.file(DEMO, null) : ConfSource.inline("{}", verticle);
        }
        return conf.stripLeading().startsWith("{")
                ? ConfSource.inline(conf, verticle)
                : ConfSource.file(conf, verticle);
    }

    /**
     * Checks the JSON object that Vert.x parsed, which starts without one that it cannot parse.
     *
     * @param option the name of the option
     * @param argument its argument, or null if there is none
     * @param parsed what Vert.x parsed it to, or null
     * @return {@code parsed}
     */
    static JsonObject checkParsed(String option, String argument, JsonObject parsed) {
        if (argument != null && parsed == null) {
            throw new InvalidConfigException(option, argument, "a JSON object or a file with one");
        }
        return parsed;
    }

    /**
     * {@return the options of the main verticle that were given on the command line, without defaults}
     *
     * @param main the options of the main verticle, by all options of the command line
     * @param json the JSON of {@code -deployment-options}, whose unknown keys {@code main} does not have; or null
     */
    JsonObject mainOptions(DeploymentOptions main, JsonObject json) {
        JsonObject given = json == null ? new JsonObject() : json.copy();
        JsonObject defaults = new DeploymentOptions().toJson();
        for (Map.Entry<String, Object> option : main.toJson()) {
            if (!option.getValue().equals(defaults.getValue(option.getKey()))) {
                given.put(option.getKey(), option.getValue());
            }
        }
        if (instances != null) {
            given.put("instances", instances);
        }
        given.remove("config");
        return given;
    }
}
