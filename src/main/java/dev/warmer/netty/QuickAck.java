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
import jdk.net.ExtendedSocketOptions;

/**
 * Takes away the stall of clients that ask in two writes. With Nagle's algorithm their second write waits for the
 * acknowledgement of the first, which the kernel here holds back for some 40 ms in the hope of a reply to send it with.
 * Where no reply is due it need not hope; but it forgets that it was told so, and has to be told again.
 */
final class QuickAck {
    private static final ChannelOption<Boolean> NIO = NioChannelOption.of(ExtendedSocketOptions.TCP_QUICKACK);

    private QuickAck() {}

    /** Has the kernel acknowledge at once what was read, if it can. */
    static void send(Channel channel) {
        ChannelOption<Boolean> option = option(channel);
        if (option != null && channel.isOpen()) {
            try {
                channel.config().setOption(option, true);
            } catch (ChannelException gone) {
                // Then there is nobody to acknowledge anything to.
            }
        }
    }

    /** {@return the option as the transport knows it, or null if it does not} */
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
