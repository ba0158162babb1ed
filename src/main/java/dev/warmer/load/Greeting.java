package dev.warmer.load;

import dev.warmer.eventloop.ClientConnection;
import dev.warmer.eventloop.Connector;
import dev.warmer.game.Range;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.ReplyValidator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Finds out whether a server keeps up with those who connect: a connection is made before the server has accepted it,
 * but a reply only comes from one that was, and so were all that were made before.
 *
 * @param connectors makes the connections
 * @param replyTimeout how long to wait for a reply
 */
record Greeting(Vertx vertx, Supplier<Connector> connectors, Duration replyTimeout) {
    private static final Range ONE = new Range(1, 1);

    /** Asks a connection of its own for a guess. {@return done when there is a reply, or none will come} */
    Future<Void> exchange() {
        return connectors.get().connect().compose(this::ask).otherwiseEmpty().mapEmpty();
    }

    private Future<Long> ask(NetSocket socket) {
        ClientConnection connection = new ClientConnection(vertx, socket, replyTimeout);
        connection.tell(new Command.Params(ONE.lower(), ONE.upper()));
        return connection.ask(new ReplyValidator(ONE)).eventually(connection::close);
    }
}
