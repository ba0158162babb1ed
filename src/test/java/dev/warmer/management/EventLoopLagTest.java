package dev.warmer.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.Await;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EventLoopLagTest {
    private static final String COUNT = "event_loop_lag_seconds_count{loop=\"%d\"}";

    static boolean isMeasured(Scrape scrape) {
        return count(scrape, 0) > 0;
    }

    private static double count(Scrape scrape, int loop) {
        return scrape.of(COUNT.formatted(loop));
    }

    private static void withVertx(Consumer<Vertx> test) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(3));
        try {
            test.accept(vertx);
        } finally {
            Await.result(vertx.close());
        }
    }

    @Test
    void isMeasuredOnEachLoopThatHasAServer() {
        withVertx(vertx -> {
            Management operations = Management.deploy(vertx);
            assertThat(operations.scrape().ours()).noneMatch(series -> series.contains("lag"));
            Await.result(vertx.deployVerticle(
                    "dev.warmer.eventloop.ServerVerticle",
                    new DeploymentOptions().setInstances(5).setConfig(new JsonObject().put("port", 0))));
            Scrape scrape =
                    operations.scrapeUntil(seen -> isMeasured(seen) && count(seen, 1) > 0 && count(seen, 2) > 1);
            assertThat(count(scrape, 3)).isNaN();
            assertThat(scrape.of("event_loop_lag_seconds_max{loop=\"0\"}")).isPositive();
        });
    }
}
