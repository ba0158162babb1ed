package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.warmer.testing.Await;
import dev.warmer.testing.LogCaptor;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class ConfigReloaderTest {
    /** Longer than a test, which reads the file itself. */
    private static final long NEVER_MS = 3_600_000;

    private final Vertx vertx;
    private final LogCaptor log = LogCaptor.of("dev.warmer.config", Level.INFO);
    private final List<JsonObject> published = new CopyOnWriteArrayList<>();
    private Path file;
    private ConfigReloader reloader;

    ConfigReloaderTest(Vertx vertx) {
        this.vertx = vertx;
    }

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        file = directory.resolve("conf.json");
        write(server("{'port': 1}"));
        reloader = reloader("{}", "{}");
    }

    @AfterEach
    void closeTheLog() {
        log.close();
    }

    private ConfigReloader reloader(String properties, String main) throws Exception {
        return reloader(Files.readString(file), properties, main);
    }

    private ConfigReloader reloader(String conf, String properties, String main) throws Exception {
        ConfSource source = ConfSource.file(file.toString(), null);
        Overrides overrides = new Overrides(Confs.properties(Confs.json(properties)), Confs.json(main));
        ConfReader reader = Confs.reader(source, overrides);
        String text = Confs.quoted(conf);
        ConfigReloader started = new ConfigReloader(
                reader, text, reader.read(text, files -> {}), (name, config) -> published.add(config), NEVER_MS);
        Await.result(vertx.deployVerticle(started));
        return started;
    }

    private String noChange() {
        return "INFO %s: valid; configuration unchanged".formatted(file);
    }

    private static String server(String config) {
        return Confs.conf(Confs.SERVER, config);
    }

    private void write(String conf) throws Exception {
        Files.writeString(file, Confs.quoted(conf));
    }

    private void changeTo(String conf) throws Exception {
        write(conf);
        pollTwice();
    }

    private void poll() throws Exception {
        Await.result(reloader.poll());
    }

    private void pollTwice() throws Exception {
        poll();
        poll();
    }

    @Test
    void liveKeysArePublishedAndLogged() throws Exception {
        changeTo(server("{'port': 1, 'idleTimeout': 5, 'maxConnections': 6}"));
        assertThat(published).containsExactly(Confs.json("{'port': 1, 'idleTimeout': 5, 'maxConnections': 6}"));
        assertThat(log.lines()).containsExactly("INFO a: idleTimeout is now 5", "INFO a: maxConnections is now 6");
    }

    @Test
    void removedKeyReturnsToItsDefault() throws Exception {
        changeTo(server("{'port': 1, 'idleTimeout': 5}"));
        changeTo(server("{'port': 1}"));
        assertThat(published).endsWith(Confs.json("{'port': 1, 'idleTimeout': 60000}"));
        assertThat(log.lines()).endsWith("INFO a: idleTimeout is now 60000");
    }

    @Test
    void otherKeysRequireARestart() throws Exception {
        changeTo(server("{'port': 2, 'strategy': 'bisect', 'idleTimeout': 5}"));
        assertThat(published).containsExactly(Confs.json("{'port': 1, 'idleTimeout': 5}"));
        assertThat(log.lines(Level.WARN))
                .containsExactly(
                        "WARN a: port changed to 2; restart required",
                        "WARN a: strategy changed to \"bisect\"; restart required");
    }

    @Test
    void revertedKeyRequiresNoRestart() throws Exception {
        changeTo(server("{'port': 2}"));
        changeTo(server("{'port': 1}"));
        assertThat(log.lines()).containsExactly("WARN a: port changed to 2; restart required");
        assertThat(published).isEmpty();
    }

    @Test
    void unchangedFileIsNotLogged() throws Exception {
        pollTwice();
        assertThat(log.lines()).isEmpty();
        assertThat(published).isEmpty();
    }

    @Test
    void changeBetweenTheFirstReadingAndTheFirstPollIsApplied() throws Exception {
        write(server("{'port': 1, 'idleTimeout': 5}"));
        reloader = reloader(server("{'port': 1}"), "{}", "{}");
        pollTwice();
        assertThat(log.lines()).containsExactly("INFO a: idleTimeout is now 5");
    }

    @Test
    void fileIsAppliedOnceTwoReadingsAreEqual() throws Exception {
        write("{'verticles': ");
        poll();
        write(server("{'port': 1, 'idleTimeout': 5}"));
        poll();
        assertThat(log.lines()).isEmpty();
        poll();
        assertThat(log.lines()).containsExactly("INFO a: idleTimeout is now 5");
    }

    @Test
    void problemsAreLoggedOnceAndSoIsTheRecovery() throws Exception {
        changeTo(server("{'port': 0.5, 'idleTimeout': 0}"));
        pollTwice();
        assertThat(log.lines())
                .containsExactlyInAnyOrder(
                        "ERROR %s: verticles.a.config.port: 0.5 is not allowed: an integer from 0 to 65535; configuration unchanged"
                                .formatted(file),
                        "ERROR %s: verticles.a.config.idleTimeout: 0 is not allowed: an integer from 1 to 86400000; configuration unchanged"
                                .formatted(file));
        changeTo(server("{'port': 1}"));
        assertThat(log.lines()).hasSize(3).endsWith(noChange());
        assertThat(published).isEmpty();
    }

    @Test
    void unreadableFileIsLoggedWithTheReasonAndSoIsTheRecovery() throws Exception {
        Files.delete(file);
        pollTwice();
        changeTo(server("{'port': 1}"));
        assertThat(log.lines())
                .containsExactly(
                        "ERROR %s: cannot read file: no such file; configuration unchanged".formatted(file),
                        noChange());
    }

    @Test
    void textThatIsNotUtf8IsLogged() throws Exception {
        Files.write(file, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
        pollTwice();
        assertThat(log.lines())
                .containsExactly("ERROR %s: cannot read file: not UTF-8; configuration unchanged".formatted(file));
    }

    @Test
    void fileIsReadPeriodicallyUntilTheReloaderIsUndeployed() throws Exception {
        ConfigReloader periodic = new ConfigReloader(
                Confs.reader(ConfSource.file(file.toString(), null), new Overrides(new Properties(), new JsonObject())),
                Files.readString(file),
                Confs.read(server("{'port': 1}")),
                (name, config) -> published.add(config),
                5);
        String id = Await.result(vertx.deployVerticle(periodic));
        write(server("{'port': 1, 'idleTimeout': 5}"));
        Await.until("the change is applied", () -> published.size() == 1);
        Await.result(vertx.undeploy(id));
    }

    @Test
    void overriddenKeysThatChangeInTheFileAreLogged() throws Exception {
        reloader = reloader("{'a': {'config': {'idleTimeout': 7}}}", "{'instances': 2}");
        changeTo(server("{'port': 1, 'idleTimeout': 5, 'writeTimeout': 6}"));
        changeTo(server("{'port': 1, 'idleTimeout': 5, 'writeTimeout': 6}")
                .replace("'config'", "'instances': 3, 'config'"));
        assertThat(log.lines())
                .containsExactly(
                        "WARN %s: verticles.a.config.idleTimeout: changed, but overridden by -Dwarmer.a.config.idleTimeout"
                                .formatted(file),
                        "INFO a: writeTimeout is now 6",
                        "WARN %s: verticles.a.instances: changed, but overridden by the command line: instances"
                                .formatted(file));
    }

    @Test
    void liveKeysAreAppliedBesideChangesThatRequireARestart() throws Exception {
        changeTo("{'verticles': {'a': {'verticle': '%s', 'instances': 2, 'config': {'port': 1, 'idleTimeout': 5}}}}"
                .formatted(Confs.SERVER));
        assertThat(log.lines())
                .containsExactly(
                        "WARN a: deployment options changed; restart required", "INFO a: idleTimeout is now 5");
        assertThat(published).containsExactly(Confs.json("{'port': 1, 'idleTimeout': 5}"));
    }

    @Test
    void changedExitAfterRequiresARestart() throws Exception {
        String conf = "{'verticles': {'a': {'verticle': '%s', 'config': {'port': 1}}}, 'exitAfter': ['a']}"
                .formatted(Confs.SERVER);
        changeTo(conf);
        changeTo(conf + " ");
        assertThat(log.lines()).containsExactly("WARN exitAfter changed to [a]; restart required", noChange());
        assertThat(published).isEmpty();
    }

    @Test
    void addedHttpRequiresARestart() throws Exception {
        changeTo("{'http': {'port': 0}, 'verticles': {'a': {'verticle': '%s', 'config': {'port': 1}}}}"
                .formatted(Confs.SERVER));
        assertThat(log.lines()).containsExactly("WARN http: deployment added; restart required");
    }
}
