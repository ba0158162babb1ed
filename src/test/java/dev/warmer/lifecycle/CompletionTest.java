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
    private final BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();

    private String deploy(Vertx vertx, Future<?> work) throws Exception {
        return vertx.deployVerticle(new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        Completion.publish(vertx, context, work);
                        return Future.succeededFuture();
                    }
                })
                .await(20, TimeUnit.SECONDS);
    }

    @Test
    void deploymentIsPublishedOnceTheWorkIsDone(Vertx vertx) throws Exception {
        Completion.subscribe(vertx, messages::add);
        Promise<String> work = Promise.promise();
        String first = deploy(vertx, work.future());
        String second = deploy(vertx, Future.succeededFuture());
        assertThat(messages.poll(20, TimeUnit.SECONDS)).isEqualTo(new JsonObject().put("deployment", second));
        work.complete("well done");
        assertThat(messages.poll(20, TimeUnit.SECONDS)).isEqualTo(new JsonObject().put("deployment", first));
    }

    @Test
    void failureIsPublishedWithItsMessage(Vertx vertx) throws Exception {
        Completion.subscribe(vertx, messages::add);
        String id = deploy(vertx, Future.failedFuture("no luck"));
        assertThat(messages.poll(20, TimeUnit.SECONDS))
                .isEqualTo(new JsonObject().put("deployment", id).put("failure", "no luck"));
    }

    @Test
    void failureWithoutAMessageIsPublishedWithTheClassOfTheException(Vertx vertx) throws Exception {
        Completion.subscribe(vertx, messages::add);
        deploy(vertx, Future.failedFuture(new IllegalStateException()));
        assertThat(messages.poll(20, TimeUnit.SECONDS).getString("failure"))
                .isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void instancePublishesItsCompletionOnce(Vertx vertx) throws Exception {
        Completion.subscribe(vertx, messages::add);
        String twice = vertx.deployVerticle(new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        Completion.publish(vertx, context, Future.succeededFuture());
                        Completion.publish(vertx, context, Future.failedFuture("twice"));
                        return Future.succeededFuture();
                    }
                })
                .await(20, TimeUnit.SECONDS);
        String next = deploy(vertx, Future.succeededFuture());
        assertThat(messages.poll(20, TimeUnit.SECONDS)).isEqualTo(new JsonObject().put("deployment", twice));
        assertThat(messages.poll(20, TimeUnit.SECONDS)).isEqualTo(new JsonObject().put("deployment", next));
    }
}
