package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.Schema;
import dev.warmer.connection.Limits;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The supervisors that the repository has examples for allow a stop with the default configuration. */
class StopTimesTest {
    private static final Path UNIT = Path.of("docs", "systemd", "warmer.service");
    /** What follows {@code drainTimeout}, as {@code docs/operations.md} says. */
    private static final Duration AFTER_DRAIN = Duration.ofSeconds(6);

    private static final Limits DEFAULT = Schema.SERVER.read(new JsonObject()).limits();

    /** {@return the value of a key that the file has once} */
    private static String value(Path file, String key) throws IOException {
        Matcher line = Pattern.compile("(?m)^ *" + key + "[=:] *(.+)$").matcher(Files.readString(file));
        assertThat(line.results()).as(key).hasSize(1);
        line.reset();
        assertThat(line.find()).isTrue();
        return line.group(1);
    }

    @ParameterizedTest
    @CsvSource({"docs/systemd/warmer.service, TimeoutStopSec", "docker-compose.yml, stop_grace_period"})
    void stopHasTheTimeThatItMayTake(Path file, String key) throws IOException {
        String seconds = value(file, key);
        assertThat(seconds).endsWith("s");
        assertThat(Duration.ofSeconds(Long.parseLong(seconds.substring(0, seconds.length() - 1))))
                .isGreaterThan(DEFAULT.drainDelay().plus(DEFAULT.drainTimeout()).plus(AFTER_DRAIN));
    }

    /** {@return the config of the servers in the conf of docker-compose.yml} */
    private static List<Limits> composeServers() throws IOException {
        JsonObject verticles =
                new JsonObject(Files.readString(Path.of("conf", "cluster.json"))).getJsonObject("verticles");
        return verticles.fieldNames().stream()
                .map(name -> Schema.SERVER
                        .read(verticles.getJsonObject(name).getJsonObject("config"))
                        .limits())
                .toList();
    }

    @Test
    void composeAllowsTheStopOfItsServers() throws IOException {
        Duration grace = Duration.parse("PT" + value(Path.of("docker-compose.yml"), "stop_grace_period"));
        assertThat(composeServers())
                .isNotEmpty()
                .allSatisfy(limits -> assertThat(grace)
                        .isGreaterThan(
                                limits.drainDelay().plus(limits.drainTimeout()).plus(AFTER_DRAIN)));
    }

    @Test
    void balancerOfComposeNoticesAStopWithinTheDrainDelay() throws IOException {
        Matcher checks = Pattern.compile("inter (\\d+)ms fall (\\d+)")
                .matcher(Files.readString(Path.of("src", "main", "docker", "haproxy.cfg")));
        List<Duration> notices = checks.results()
                .map(check -> Duration.ofMillis(Long.parseLong(check.group(1)) * Long.parseLong(check.group(2))))
                .toList();
        assertThat(notices).hasSize(2);
        assertThat(composeServers())
                .allSatisfy(limits -> assertThat(notices)
                        .allSatisfy(notice -> assertThat(notice).isLessThan(limits.drainDelay())));
    }

    @Test
    void unitKnowsTheSignalAndTheExitStatuses() throws IOException {
        assertThat(value(UNIT, "KillSignal")).isEqualTo(Exit.SIGTERM.name());
        assertThat(value(UNIT, "SuccessExitStatus")).isEqualTo(String.valueOf(Exit.SIGTERM.status));
        assertThat(value(UNIT, "RestartPreventExitStatus")).isEqualTo(String.valueOf(Exit.USAGE.status));
    }

    @Test
    void unitHasMoreDescriptorsThanConnections() throws IOException {
        assertThat(Integer.parseInt(value(UNIT, "LimitNOFILE"))).isGreaterThan(DEFAULT.maxConnections());
    }

    @Test
    void unitStartsTheJarOfTheBuildWithAConfOfTheRepository() throws IOException {
        Matcher start = Pattern.compile("/usr/bin/java -jar \\S+/(\\S+) -conf \\S+/(\\S+)")
                .matcher(value(UNIT, "ExecStart"));
        assertThat(start.matches()).isTrue();
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<outputFile>${project.build.directory}/" + start.group(1) + "</outputFile>");
        assertThat(Path.of("conf", start.group(2))).exists();
    }
}
