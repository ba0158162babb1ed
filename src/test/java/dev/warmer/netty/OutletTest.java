package dev.warmer.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Outlets of two sockets that have their turns on one event loop. */
class OutletTest {
    private final LoopBuffers buffers = new LoopBuffers();
    private final List<IOException> failures = new ArrayList<>();
    private final Socket one = new Socket();
    private final Socket other = new Socket();

    private final class Socket extends ChannelInboundHandlerAdapter {
        private final EmbeddedChannel channel = new EmbeddedChannel(this);
        private Outlet outlet;

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            outlet = new Outlet(context, buffers.output, failures::add);
        }

        void write(String text) {
            outlet.write(text.getBytes(US_ASCII), text.length(), channel.newPromise());
        }

        /** {@return what the peer gets} */
        String sent() {
            StringBuilder all = new StringBuilder();
            for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
                all.append(part.toString(US_ASCII));
                part.release();
            }
            return all.toString();
        }
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(one.channel.finish() || other.channel.finish()).isFalse();
    }

    @Test
    void sendsWhatIsQueuedWhenItIsFlushed() {
        one.write("1\n");
        one.write("2\n");
        assertThat(one.sent()).isEmpty();
        one.outlet.flush();
        assertThat(one.sent()).isEqualTo("1\n2\n");
    }

    @Test
    void hasNoMoreUseForTheArrayOnceItIsWritten() {
        byte[] bytes = "12345".getBytes(US_ASCII);
        one.outlet.write(bytes, 3, one.channel.newPromise());
        Arrays.fill(bytes, (byte) '#');
        one.outlet.flush();
        assertThat(one.sent()).isEqualTo("123");
    }

    @Test
    void eachSendsItsOwn() {
        one.write("1\n");
        other.write("2\n");
        one.outlet.flush();
        other.outlet.flush();
        assertThat(one.sent()).isEqualTo("1\n");
        assertThat(other.sent()).isEqualTo("2\n");
    }

    @Test
    void tellsOnceThatSomethingWasWritten() {
        assertThat(one.outlet.hasWritten()).isFalse();
        one.write("1\n");
        assertThat(one.outlet.hasWritten()).isTrue();
        assertThat(one.outlet.hasWritten()).isFalse();
        one.outlet.flush();
        assertThat(one.sent()).isEqualTo("1\n");
    }

    @Test
    void flushesNothingTwice() {
        one.write("1\n");
        one.outlet.flush();
        ChannelFuture more = one.channel.writeOneOutbound("not ours to flush");
        one.outlet.flush();
        assertThat(more.isDone()).isFalse();
        assertThat(one.sent()).isEqualTo("1\n");
        one.channel.flush();
        Object rest = one.channel.readOutbound();
        assertThat(rest).isEqualTo("not ours to flush");
    }
}
