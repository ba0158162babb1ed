package dev.warmer.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringSocketChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/**
 * Acknowledges received data at once where no reply will carry the acknowledgement. A client that sends a request in two
 * writes with Nagle's algorithm holds the second one back until the first is acknowledged, which Linux delays by some
 * 40 ms. The kernel resets the option by itself, so it has to be set after each such read.
 */
public final class QuickAck {
    private static final ChannelOption<Boolean> NIO = nio();

    private QuickAck() {}

    /**
     * Loads what {@link #send} needs. To be called before a server listens: the JDK loads a native library for this
     * option, and a process that is out of file descriptors cannot load it, then or ever after.
     */
    public static void initialize() {
        // Initializing the class is all there is to do.
    }

    /** Sets the option on a socket once, so that all that it needs is loaded; {@return null if that is not possible} */
    private static ChannelOption<Boolean> nio() {
        try (SocketChannel probe = SocketChannel.open()) {
            probe.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            return NioChannelOption.of(ExtendedSocketOptions.TCP_QUICKACK);
        } catch (IOException | UnsupportedOperationException | LinkageError unavailable) {
            return null;
        }
    }

    /** Acknowledges what was read, if the transport supports that. */
    static void send(Channel channel) {
        ChannelOption<Boolean> option = option(channel);
        if (option != null && channel.isOpen()) {
            try {
                channel.config().setOption(option, true);
            } catch (ChannelException closed) {
                // The connection is gone, and with it the peer that waits.
            }
        }
    }

    private static ChannelOption<Boolean> option(Channel channel) {
        if (channel instanceof EpollSocketChannel) {
            return EpollChannelOption.TCP_QUICKACK;
        }
        if (channel instanceof IoUringSocketChannel) {
            return IoUringChannelOption.TCP_QUICKACK;
        }
        return channel instanceof NioSocketChannel ? NIO : null;
    }
}
