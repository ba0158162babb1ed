package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Supplier;

/** What tests do with peers again and again. */
public final class Players {
    private static final int LIMIT_MS = 20_000;

    private Players() {}

    /** The peer is served: a whole game is played with it. */
    public static void plays(Peer peer) {
        assertThat(peer.send("PARAMS 7 7\nNUMBER\n").line()).isEqualTo("7");
        peer.send("REPORT Correct\nPARAMS 0 -1\n");
    }

    /** The peer is in the middle of a game, and stays there. */
    public static Peer inAGame(Peer peer) {
        assertThat(peer.send("PARAMS 7 7\nNUMBER\n").line()).isEqualTo("7");
        return peer;
    }

    /** The peer gets one ERROR line with this code and is left; it leaves, too. */
    public static void isLeft(Peer peer, String code) {
        assertThat(peer.lines()).singleElement().asString().startsWith("ERROR " + code + " ");
        peer.close();
    }

    /** The peer is left without a word; it leaves, too. */
    public static void isLeft(Peer peer) {
        assertThat(peer.lines()).isEmpty();
        peer.close();
    }

    /** Connects until somebody is let in. */
    public static Peer awaitRoom(Supplier<Peer> connect) {
        Peer[] last = {null};
        Eventually.holds("another peer is let in", () -> {
            last[0] = connect.get();
            boolean served = isServed(last[0]);
            if (!served) {
                last[0].close();
            }
            return served;
        });
        return last[0];
    }

    /** {@return whether the server plays with this peer, or does not let it in} */
    static boolean isServed(Peer peer) {
        try {
            return "7".equals(peer.send("PARAMS 7 7\nNUMBER\n").line());
        } catch (UncheckedIOException reset) {
            return false;
        }
    }

    /** Connects to a server on this machine from one of this machine's addresses. */
    static Peer connectFrom(String address, int port) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MS);
        return new Peer(socket);
    }
}
