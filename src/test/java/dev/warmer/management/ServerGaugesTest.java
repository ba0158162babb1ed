package dev.warmer.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.ConfigReloader;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.EachDriver;
import dev.warmer.testing.ManualTimers;
import dev.warmer.testing.Peer;
import dev.warmer.testing.Ports;
import dev.warmer.tls.Authority;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class ServerGaugesTest {
    private static final String LISTENING = "servers{state=\"listening\"}";
    private static final String DELAYING = "servers{state=\"delaying\"}";
    private static final String DRAINING = "servers{state=\"draining\"}";
    /** No other timer has it. */
    private static final int DRAIN_DELAY_MS = 3_599_999;

    private Vertx vertx;
    private Management operations;

    @BeforeEach
    void deploy(Vertx created) {
        vertx = created;
        operations = Management.deploy(vertx);
    }

    private static String at(int port, String gauge) {
        return gauge + "{address=\"127.0.0.1:" + port + "\"}";
    }

    @EachDriver
    void countListeningAndDrainingServersAndTheirConnections(Driver driver) throws IOException {
        Driver.Server server = driver.deploy(vertx, new JsonObject());
        driver.deploy(vertx, new JsonObject());
        Future<Void> stopped;
        try (Peer player = Peer.connect(server.port())) {
            player.send("PARAMS 1 9\nNUMBER\n").line();
            Scrape running = operations.scrape();
            assertThat(running.of(LISTENING)).isEqualTo(2);
            assertThat(running.of(DRAINING)).isZero();
            assertThat(running.of("connections_draining")).isZero();
            stopped = vertx.undeploy(server.id());
            Scrape draining = operations.scrapeUntil(DRAINING, 1);
            assertThat(draining.of(LISTENING)).isOne();
            assertThat(draining.of("connections_draining")).isOne();
            player.send("PARAMS 0 -1\n").lines();
        }
        Await.result(stopped);
        Scrape after = operations.scrape();
        assertThat(after.of(LISTENING)).isOne();
        assertThat(after.of(DRAINING)).isZero();
        assertThat(after.of("connections_draining")).isZero();
    }

    @EachDriver
    void serverInItsDrainDelayDoesNotCountAsListening(Driver driver) {
        ManualTimers delay = new ManualTimers(DRAIN_DELAY_MS);
        Driver.Server server = driver.deploy(vertx, new JsonObject().put("drainDelay", DRAIN_DELAY_MS), delay);
        assertThat(operations.scrape().of(DELAYING)).isZero();
        Future<Void> stopped = vertx.undeploy(server.id());
        Scrape delaying = operations.scrapeUntil(DELAYING, 1);
        assertThat(delaying.of(LISTENING)).isZero();
        assertThat(delaying.of(DRAINING)).isZero();
        delay.fire();
        Await.result(stopped);
        assertThat(operations.scrape().of(DELAYING)).isZero();
    }

    @EachDriver
    void limitIsTheOneInForce(Driver driver) {
        Driver.Server server = driver.deploy(vertx, new JsonObject().put("maxConnections", 7));
        String limit = at(server.port(), "connections_limit");
        assertThat(operations.scrape().of(limit)).isEqualTo(7);
        ConfigReloader.publish(
                vertx, server.id(), new JsonObject().put("port", 0).put("maxConnections", 3));
        operations.scrapeUntil(limit, 3);
        Await.result(vertx.undeploy(server.id()));
        assertThat(operations.scrape().of(limit)).isNaN();
    }

    @EachDriver
    void certificateExpiryFollowsTheFile(Driver driver, @TempDir Path folder) {
        Authority authority = new Authority("Test CA");
        Authority.Issued issued = authority.issue("localhost", Duration.ofDays(20));
        authority.write(folder, "server", issued);
        Driver.Server server = driver.deploy(vertx, tls(folder));
        String expiry = at(server.port(), "certificate_expiry_timestamp_seconds");
        operations.scrapeUntil(expiry, seconds(issued));
        Authority.Issued renewed = authority.issue("localhost", Duration.ofDays(40));
        authority.write(folder, "server", renewed);
        operations.scrapeUntil(expiry, seconds(renewed));
    }

    private static JsonObject tls(Path folder) {
        return new JsonObject()
                .put(
                        "tls",
                        new JsonObject()
                                .put("certificate", folder.resolve("server.pem").toString())
                                .put("key", folder.resolve("server.key").toString()));
    }

    private static double seconds(Authority.Issued issued) {
        return issued.certificate().getNotAfter().toInstant().getEpochSecond();
    }

    @Test
    void instancesOfAnAddressHaveOneSeriesOfEach(@TempDir Path folder) {
        Authority authority = new Authority("Test CA");
        Authority.Issued issued = authority.issue("localhost");
        authority.write(folder, "server", issued);
        int port = Ports.free();
        Await.result(vertx.deployVerticle(
                "dev.warmer.eventloop.ServerVerticle",
                new DeploymentOptions()
                        .setInstances(3)
                        .setConfig(tls(folder).put("port", port).put("maxConnections", 5))));
        Scrape scrape = operations.scrapeUntil(at(port, "certificate_expiry_timestamp_seconds"), seconds(issued));
        assertThat(scrape.of(at(port, "connections_limit"))).isEqualTo(5);
        assertThat(scrape.of(LISTENING)).isEqualTo(3);
    }

    @Test
    void serverWithoutTlsHasNoExpiry() {
        Driver.EVENT_LOOP.deploy(vertx, new JsonObject());
        assertThat(operations.scrape().ours()).noneMatch(series -> series.contains("certificate"));
    }
}
