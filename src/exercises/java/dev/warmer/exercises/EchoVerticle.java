package dev.warmer.exercises;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** Exercise 5 begins here: sends back what it receives, and holds what the peer does not take, however much it is. */
public final class EchoVerticle extends VerticleBase {
    private NetServer server;

    @Override
    public Future<?> start() {
        server = vertx.createNetServer().connectHandler(EchoVerticle::echo);
        return server.listen(0, "127.0.0.1");
    }

    private static void echo(NetSocket socket) {
        socket.handler(bytes -> socket.write(bytes));
    }

    /** {@return the port that it listens on} */
    public int port() {
        return server.actualPort();
    }
}
