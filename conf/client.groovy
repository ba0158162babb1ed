import dev.warmer.client.ClientConnection
import dev.warmer.client.Connector
import dev.warmer.config.ClientConfig
import dev.warmer.config.ClientConfig.GameConfig
import dev.warmer.config.Schema
import dev.warmer.game.Guess
import dev.warmer.game.Outcome
import dev.warmer.lifecycle.Completion
import dev.warmer.lifecycle.OutputQueue
import dev.warmer.protocol.Command
import dev.warmer.protocol.ReplyValidator
import dev.warmer.protocol.Transcript
import io.vertx.core.AbstractVerticle
import io.vertx.core.Future
import io.vertx.core.Handler
import io.vertx.core.Promise
import java.util.function.Consumer

/**
 * The client on an event loop, in Groovy: {@code ClientVerticle} and {@code GameLoop} of dev.warmer.eventloop once more.
 * It calls the same Java classes as they do.
 */
class GroovyClientVerticle extends AbstractVerticle {
  private final Transcript transcript
  private ClientConfig config
  private Connector connector

  /** @param lines takes each line of the transcript */
  GroovyClientVerticle(Consumer<String> lines = OutputQueue.STDOUT::put) {
    transcript = new Transcript(lines)
  }

  @Override
  void start() {
    config = Schema.CLIENT.read(config())
    Completion.publish(vertx, context, play())
  }

  private Future<Void> play() {
    Connector.create(vertx, config.server())
        .compose { connector = it; connector.connect() }
        .map { new ClientConnection(vertx, it, config.server().replyTimeout()) }
        .compose { playAll(it) }
        .compose { guesses -> OutputQueue.print(context) { transcript.played(guesses) } }
  }

  private Future<List<Guess>> playAll(ClientConnection connection) {
    List<Guess> guesses = []
    config.games()
        .inject(Future.succeededFuture()) { played, game -> played.compose { play(game, connection, guesses) } }
        .compose { connection.finish() }
        .eventually { connection.close() }
        .map(guesses)
  }

  /** Plays one game. Each reply triggers the next request; futures in each other would be nested as deep as rounds. */
  private Future<Void> play(GameConfig game, ClientConnection connection, List<Guess> guesses) {
    def secret = game.secret()
    def validator = new ReplyValidator(game.range())
    def end = Promise.promise()
    def left = game.guesses()
    def next
    next = {
      connection.request(validator)
          .map { number ->
            if (left == game.guesses()) {
              transcript.opened(game.range(), game.number())
            }
            def outcome = secret.judge(number)
            guesses << new Guess(number, outcome)
            connection.enqueue(new Command.Report(outcome))
            outcome == Outcome.CORRECT || --left == 0
          }
          .onSuccess { over -> over ? end.complete() : next() }
          .onFailure { end.fail(it) }
    }
    connection.enqueue(new Command.Params(game.range().lower(), game.range().upper()))
    next()
    end.future().onComplete({ connection.enqueue(Command.GAME_OVER) } as Handler)
  }

  @Override
  void stop() {
    connector?.close()
  }
}
