package dev.warmer.launcher;

import io.vertx.launcher.application.impl.VertxApplicationCommand;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What Vert.x's launcher does not tell its hooks: the words of some options, read by its own parser.
 *
 * @param verticle the name of a single verticle to deploy, or null
 * @param conf a file or a JSON object, or null
 * @param options the same for Vert.x's own options
 * @param deploymentOptions the same for those of the main verticle
 * @param instances how many instances of the main verticle, or null
 */
record Arguments(String verticle, String conf, String options, String deploymentOptions, Integer instances) {
    private static final String DEMO = "conf/demo.json";
    private static final Arguments NONE = new Arguments(null, null, null, null, null);

    static Arguments of(String[] args) {
        if (isPlain(args)) {
            return new Arguments(null, args.length == 0 ? null : args[1], null, null, null);
        }
        CommandLine line = new CommandLine(new VertxApplicationCommand(null, null, null));
        try {
            return of(line.setOptionsCaseInsensitive(true).parseArgs(args));
        } catch (ParameterException e) {
            // The launcher meets the same mistake and reports it.
            return NONE;
        }
    }

    /** {@return whether these are none at all or name a conf, so that there is nothing to parse} */
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

    /** {@return the conf's file, or null if the conf stands on the command line or there is none} */
    String confFile() {
        if (conf == null) {
            return verticle == null ? DEMO : null;
        }
        return conf.stripLeading().startsWith("{") ? null : conf;
    }

    /** {@return what to call the conf in front of a mistake} */
    String source() {
        String file = confFile();
        return file == null || file.isEmpty() ? "-conf" : file;
    }
}
