package dev.warmer.launcher;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.warmer.config.Conf;
import dev.warmer.config.Conf.Deployment;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;

/** Compares the configured connection limits with the process's limit of open file descriptors. */
final class DescriptorLimit {
    private DescriptorLimit() {}

    /** {@return the limit of this process; {@code Long.MAX_VALUE} where it is unknown} */
    static long ofProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    /** {@return a warning for each server whose connection limit is above {@code limit}} */
    static Stream<String> warnings(Conf conf, long limit) {
        return conf.verticles().stream().flatMap(deployment -> warning(deployment, limit));
    }

    private static Stream<String> warning(Deployment deployment, long limit) {
        return deployment.server().stream()
                .map(server -> server.limits().maxConnections())
                .filter(connections -> connections > limit)
                .map(connections -> ("%s: maxConnections %d is above the limit of %d open file descriptors; "
                                + "raise the limit (ulimit -n) or lower maxConnections")
                        .formatted(deployment.name(), connections, limit));
    }
}
