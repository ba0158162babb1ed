package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.contract.LogLines;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReloaderTest {
    private final LogLines log = new LogLines("dev.warmer.config");
    private final List<JsonObject> published = new ArrayList<>();
    private Path file;
    private ConfigReloader reloader;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        file = directory.resolve("conf.json");
        write(server("{'port': 1}"));
        reloader = reloader("{}", "{}");
    }

    @AfterEach
    void closeTheLog() {
        log.close();
    }

    private ConfigReloader reloader(String properties, String main) throws IOException {
        return reloader(Files.readString(file), properties, main);
    }

    private ConfigReloader reloader(String conf, String properties, String main) {
        ConfSource source = ConfSource.file(file.toString(), null);
        Overrides overrides = new Overrides(Confs.properties(Confs.json(properties)), Confs.json(main));
        ConfReader reader = Confs.reader(source, overrides);
        String text = Confs.quoted(conf);
        return new ConfigReloader(
                reader, text, reader.read(text, files -> {}), (name, config) -> published.add(config));
    }

    private static String server(String config) {
        return Confs.conf(Confs.SERVER, config);
    }

    private void write(String conf) throws IOException {
        Files.writeString(file, Confs.quoted(conf));
    }

    private void changeTo(String conf) throws IOException {
        write(conf);
        pollTwice();
    }

    private void pollTwice() {
        reloader.poll();
        reloader.poll();
    }

    @Test
    void liveKeysArePublishedAndLogged() throws IOException {
        changeTo(server("{'port': 1, 'idleTimeout': 5, 'maxConnections': 6}"));
        assertThat(published).containsExactly(Confs.json("{'port': 1, 'idleTimeout': 5, 'maxConnections': 6}"));
        assertThat(log.lines()).containsExactly("INFO a: idleTimeout is now 5", "INFO a: maxConnections is now 6");
    }

    @Test
    void removedKeyReturnsToItsDefaultWhichIsLogged() throws IOException {
        changeTo(server("{'port': 1, 'idleTimeout': 5}"));
        changeTo(server("{'port': 1}"));
        assertThat(published).endsWith(Confs.json("{'port': 1}"));
        assertThat(log.lines()).endsWith("INFO a: idleTimeout is now 60000 (default)");
    }

    @Test
    void otherKeysRequireARestart() throws IOException {
        changeTo(server("{'port': 2, 'strategy': 'bisect', 'idleTimeout': 5}"));
        assertThat(published).containsExactly(Confs.json("{'port': 1, 'idleTimeout': 5}"));
        assertThat(log.of("WARN"))
                .containsExactly(
                        "WARN a: port changed to 2; restart required",
                        "WARN a: strategy changed to \"bisect\"; restart required");
    }

    @Test
    void revertedKeyRequiresNoRestart() throws IOException {
        changeTo(server("{'port': 2}"));
        changeTo(server("{'port': 1}"));
        assertThat(log.lines()).containsExactly("WARN a: port changed to 2; restart required");
        assertThat(published).isEmpty();
    }

    @Test
    void unchangedFileIsNotLogged() {
        pollTwice();
        assertThat(log.lines()).isEmpty();
        assertThat(published).isEmpty();
    }

    @Test
    void changeBetweenTheFirstReadingAndTheFirstPollIsApplied() throws IOException {
        write(server("{'port': 1, 'idleTimeout': 5}"));
        reloader = reloader(server("{'port': 1}"), "{}", "{}");
        pollTwice();
        assertThat(log.lines()).containsExactly("INFO a: idleTimeout is now 5");
    }

    @Test
    void fileIsAppliedOnceTwoReadingsAreEqual() throws IOException {
        write("{'verticles': ");
        reloader.poll();
        write(server("{'port': 1, 'idleTimeout': 5}"));
        reloader.poll();
        assertThat(log.lines()).isEmpty();
        reloader.poll();
        assertThat(log.lines()).containsExactly("INFO a: idleTimeout is now 5");
    }

    @Test
    void problemsAreLoggedOnceAndSoIsTheRecovery() throws IOException {
        changeTo(server("{'port': 0.5, 'idleTimeout': 0}"));
        pollTwice();
        assertThat(log.lines())
                .containsExactlyInAnyOrder(
                        "ERROR %s: verticles.a.config.port: 0.5 is not allowed: an integer from 0 to 65535; configuration unchanged"
                                .formatted(file),
                        "ERROR %s: verticles.a.config.idleTimeout: 0 is not allowed: an integer from 1 to 86400000; configuration unchanged"
                                .formatted(file));
        changeTo(server("{'port': 1}"));
        assertThat(log.lines()).hasSize(3).endsWith("INFO %s: configuration valid again".formatted(file));
        assertThat(published).isEmpty();
    }

    @Test
    void unreadableFileIsLoggedWithTheReasonAndSoIsTheRecovery() throws IOException {
        Files.delete(file);
        pollTwice();
        Files.createDirectory(file);
        pollTwice();
        Files.delete(file);
        changeTo(server("{'port': 1}"));
        assertThat(log.lines())
                .containsExactly(
                        "ERROR %s: cannot read file: no such file; configuration unchanged".formatted(file),
                        "ERROR %s: cannot read file: Is a directory; configuration unchanged".formatted(file),
                        "INFO %s: configuration valid again".formatted(file));
    }

    @Test
    void overriddenKeyThatChangesInTheFileIsLogged() throws IOException {
        reloader = reloader("{'a': {'config': {'idleTimeout': 7}}}", "{'instances': 2}");
        changeTo(server("{'port': 1, 'idleTimeout': 5}"));
        changeTo(server("{'port': 1, 'idleTimeout': 5}").replace("'config'", "'instances': 3, 'config'"));
        assertThat(log.lines())
                .containsExactly(
                        "WARN %s: verticles.a.config.idleTimeout: changed, but overridden by -Dwarmer.a.config.idleTimeout"
                                .formatted(file),
                        "WARN %s: verticles.a.instances: changed, but overridden by the command line: instances"
                                .formatted(file));
        assertThat(published).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'b': {'verticle': '%s', 'config': {'idleTimeout': 5}}} "
                        + "| WARN a: deployment removed; restart required "
                        + "| WARN b: deployment added; restart required",
                "{'a': {'verticle': '%1$s', 'config': {'port': 1}}, 'b': {'verticle': '%1$s'}} "
                        + "| WARN b: deployment added; restart required |",
            })
    void addedAndRemovedDeploymentsRequireARestart(String verticles, String first, String second) throws IOException {
        changeTo("{'verticles': %s}".formatted(verticles.formatted(Confs.SERVER)));
        assertThat(log.lines()).containsExactlyElementsOf(second == null ? List.of(first) : List.of(first, second));
        assertThat(published).isEmpty();
    }

    @Test
    void liveKeysAreAppliedBesideChangesThatRequireARestart() throws IOException {
        changeTo("{'verticles': {'a': {'verticle': '%s', 'instances': 2, 'config': {'port': 1, 'idleTimeout': 5}}}}"
                .formatted(Confs.SERVER));
        assertThat(log.lines())
                .containsExactly(
                        "WARN a: deployment options changed; restart required", "INFO a: idleTimeout is now 5");
        assertThat(published).containsExactly(Confs.json("{'port': 1, 'idleTimeout': 5}"));
    }

    @Test
    void changedExitAfterRequiresARestart() throws IOException {
        String conf = "{'verticles': {'a': {'verticle': '%s', 'config': {'port': 1}}}, 'exitAfter': ['a']}"
                .formatted(Confs.SERVER);
        changeTo(conf);
        changeTo(conf + " ");
        assertThat(log.lines()).containsExactly("WARN exitAfter changed to [a]; restart required");
        assertThat(published).isEmpty();
    }

    @Test
    void addedHttpRequiresARestart() throws IOException {
        changeTo("{'http': {'port': 0}, 'verticles': {'a': {'verticle': '%s', 'config': {'port': 1}}}}"
                .formatted(Confs.SERVER));
        assertThat(log.lines()).containsExactly("WARN http: deployment added; restart required");
    }
}
