package dev.warmer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class CompletionTest {
    private final BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();

    private String deploy(Vertx vertx, Future<?> work) throws Exception {
        return Await.result(vertx.deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                Completion.publish(vertx, context, work);
                return Future.succeededFuture();
            }
        }));
    }

    @Test
    void deploymentIsPublishedOnceTheWorkIsDone(Vertx vertx) throws Exception {
        Completion.subscribe(vertx, messages::add);
        Promise<String> work = Promise.promise();
        String first = deploy(vertx, work.future());
        String second = deploy(vertx, Future.succeededFuture());
        assertThat(Await.next(messages)).isEqualTo(new JsonObject().put("deployment", second));
        work.complete("done");
        assertThat(Await.next(messages)).isEqualTo(new JsonObject().put("deployment", first));
    }

    @Test
    void failureIsPublishedWithItsMessage(Vertx vertx) throws Exception {
        Completion.subscribe(vertx, messages::add);
        String id = deploy(vertx, Future.failedFuture("simulated"));
        assertThat(Await.next(messages))
                .isEqualTo(new JsonObject().put("deployment", id).put("failure", "simulated"));
    }

    @Test
    void failureWithoutAMessageIsPublishedWithTheClassOfTheException(Vertx vertx) throws Exception {
        Completion.subscribe(vertx, messages::add);
        deploy(vertx, Future.failedFuture(new IllegalStateException()));
        assertThat(Await.next(messages).getString("failure")).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void instancePublishesItsCompletionOnce(Vertx vertx) throws Exception {
        Completion.subscribe(vertx, messages::add);
        String twice = Await.result(vertx.deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                Completion.publish(vertx, context, Future.succeededFuture());
                Completion.publish(vertx, context, Future.failedFuture("twice"));
                return Future.succeededFuture();
            }
        }));
        String next = deploy(vertx, Future.succeededFuture());
        assertThat(Await.next(messages)).isEqualTo(new JsonObject().put("deployment", twice));
        assertThat(Await.next(messages)).isEqualTo(new JsonObject().put("deployment", next));
    }
}
