package dev.warmer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class CompletionTest {
    private final BlockingQueue<JsonObject> words = new LinkedBlockingQueue<>();

    private String deploy(Vertx vertx, Future<?> work) throws Exception {
        return vertx.deployVerticle(new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        Completion.announce(vertx, context, work);
                        return Future.succeededFuture();
                    }
                })
                .await(20, TimeUnit.SECONDS);
    }

    @Test
    void saysWhichDeploymentIsDoneAndNoSooner(Vertx vertx) throws Exception {
        Completion.hear(vertx, words::add);
        Promise<String> work = Promise.promise();
        String first = deploy(vertx, work.future());
        String second = deploy(vertx, Future.succeededFuture());
        assertThat(words.poll(20, TimeUnit.SECONDS)).isEqualTo(new JsonObject().put("deployment", second));
        work.complete("well done");
        assertThat(words.poll(20, TimeUnit.SECONDS)).isEqualTo(new JsonObject().put("deployment", first));
    }

    @Test
    void saysWhyItFailed(Vertx vertx) throws Exception {
        Completion.hear(vertx, words::add);
        String id = deploy(vertx, Future.failedFuture("no luck"));
        assertThat(words.poll(20, TimeUnit.SECONDS))
                .isEqualTo(new JsonObject().put("deployment", id).put("failure", "no luck"));
    }
}
