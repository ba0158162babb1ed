package dev.warmer.launcher;

import dev.warmer.config.ConfSource;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.launcher.application.impl.VertxApplicationCommand;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The options that Vert.x's launcher does not pass to its hooks, parsed by its own parser.
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
     * {@return the options of the main verticle that were given on the command line, without defaults}
     *
     * @param main the options of the main verticle
     */
    JsonObject mainOptions(DeploymentOptions main) {
        JsonObject defaults = new DeploymentOptions().toJson();
        JsonObject given = new JsonObject();
        main.toJson().forEach(option -> {
            if (!option.getKey().equals("config") && !option.getValue().equals(defaults.getValue(option.getKey()))) {
                given.put(option.getKey(), option.getValue());
            }
        });
        if (instances != null) {
            given.put("instances", instances);
        }
        return given;
    }
}
