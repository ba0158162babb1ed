package dev.warmer.web;

import dev.warmer.load.LoadVerticle;
import dev.warmer.management.ManagementVerticle;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A browser, and the servers of {@code conf/web.json} on free ports. */
abstract class BrowserFixture {
    /** Where screenshots are written; {@code -Dscreenshots=docs/web} replaces those of the documentation. */
    static final Path SCREENSHOTS = Path.of(System.getProperty("screenshots", "target/screenshots"));

    final Vertx vertx = Vertx.vertx();
    Browser browser;
    Driver.Server tcp;
    private int web;
    private int management;
    private String webId;

    @BeforeEach
    void start() {
        browser = Browser.start();
        startWeb(0);
        tcp = Driver.EVENT_LOOP.deploy(vertx, new JsonObject().put("strategy", "bisect"));
        ManagementVerticle verticle = new ManagementVerticle();
        Await.result(
                vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(new JsonObject().put("port", 0))));
        management = verticle.port();
    }

    void startWeb(int port) {
        WebVerticle verticle = new WebVerticle(line -> {});
        JsonObject config =
                new JsonObject().put("port", port).put("strategy", "bisect").put("drainTimeout", 0);
        webId = Await.result(vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(config)));
        web = verticle.port();
    }

    void restartWeb() {
        Await.result(vertx.undeploy(webId));
        browser.awaitShown("#connection[data-state=waiting]");
        startWeb(web);
    }

    /** Plays on the TCP server with one player, whose number a board can change. */
    void startLoad(int maxPlayers) {
        JsonObject config = new JsonObject()
                .put("port", tcp.port())
                .put("players", 1)
                .put("rate", 100)
                .put("maxPlayers", maxPlayers);
        Await.result(vertx.deployVerticle(new LoadVerticle(table -> {}), new DeploymentOptions().setConfig(config)));
    }

    String page(String path) {
        return "http://127.0.0.1:" + web + path;
    }

    String boardPage() {
        return "http://127.0.0.1:" + management + "/board";
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            browser.close();
        }
        Await.result(vertx.close());
    }
}
