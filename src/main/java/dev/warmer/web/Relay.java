package dev.warmer.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.warmer.connection.Limits;
import dev.warmer.netty.TcpChannel;
import dev.warmer.protocol.ErrorCode;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyBuffer;
import dev.warmer.protocol.Session;
import dev.warmer.protocol.SessionListener;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;

/**
 * A session that a TCP server of this process executes: its lines go to that server as they are, and the replies come back.
 * While one of the two sockets does not take what is written to it, the other one is not read.
 */
final class Relay extends Session {
    /** Stands for an LF within a message, which would make two lines of it; no command has it either. */
    private static final byte NO_LF = 0;

    private final Future<NetSocket> server;
    private PeerConnection peer;
    private boolean playing;
    private int pendingReplies;
    private boolean draining;
    private boolean over;
    /** What the server has sent last. */
    private String reply = "";

    /** @param server the connection to the server, which this closes */
    Relay(int maxLineLength, SessionListener listener, Future<NetSocket> server) {
        super(
                range -> {
                    throw new IllegalStateException("the server makes the guesses");
                },
                maxLineLength,
                listener);
        this.server = server;
    }

    /** Begins to relay; the peer is not read until the server is connected. */
    void start(PeerConnection connection) {
        peer = connection;
        peer.pause();
        server.onComplete(this::connected, failure -> unreachable());
    }

    private void unreachable() {
        if (!over) {
            String text = "the server of this driver accepts no connections; retry later";
            peer.abort(new ProtocolException(ErrorCode.SHUTTING_DOWN, text));
        }
    }

    private void connected(NetSocket socket) {
        TcpChannel channel = new TcpChannel(socket);
        socket.setWriteQueueMaxSize(Limits.MAX_UNSENT_BYTES)
                .handler(RecordParser.newDelimited("\n", line -> replied(line.toString(), channel)))
                .exceptionHandler(failure -> {}) // the close handler runs, too
                .closeHandler(closed -> ended());
        peer.whenWritable(channel::resume);
        peer.resume();
    }

    private void replied(String line, TcpChannel channel) {
        reply = line;
        pendingReplies--;
        if (!over && !peer.send(line)) {
            channel.pause();
        }
    }

    private void ended() {
        if (!over) {
            peer.end(reply.startsWith("ERROR ") ? reply : "");
        }
    }

    @Override
    public boolean receive(byte[] bytes, int from, int to, ReplyBuffer replies) {
        observe(bytes, from, to);
        Buffer line = Buffer.buffer(to - from + 1);
        for (int i = from; i < to; i++) {
            line.appendByte(bytes[i] == '\n' ? NO_LF : bytes[i]);
        }
        line.appendByte((byte) '\n');
        server.onSuccess(socket -> write(socket, line));
        return true;
    }

    private void write(NetSocket socket, Buffer line) {
        socket.write(line);
        if (socket.writeQueueFull()) {
            peer.pause();
            socket.drainHandler(drained -> peer.resume());
        }
    }

    /** Finds out whether a game is in progress, for the time when this server stops. Invalid lines end it soon. */
    private void observe(byte[] bytes, int from, int to) {
        String line = new String(bytes, from, to - from, ISO_8859_1).strip();
        switch (line) {
            case "NUMBER" -> pendingReplies++;
            case "REPORT Correct", "CLEAR", "PARAMS 0 -1", "" -> playing = false;
            default -> playing = line.startsWith("PARAMS ") ? !draining : playing;
        }
    }

    @Override
    public boolean isPlaying() {
        return !over && (playing || pendingReplies > 0);
    }

    @Override
    public void drain() {
        draining = true;
    }

    @Override
    public void close() {
        over = true;
        super.close();
        server.onSuccess(NetSocket::close);
        if (peer != null) {
            peer.resume(); // what it still sends is discarded, so that the last reply arrives
        }
    }
}
