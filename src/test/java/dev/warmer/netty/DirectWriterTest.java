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

/** Writers of two sockets on one event loop, where Netty has to write. */
class DirectWriterTest {
    private final EventLoopBuffers buffers = new EventLoopBuffers();
    private final List<IOException> failures = new ArrayList<>();
    private final MemorySocket one = new MemorySocket();
    private final MemorySocket other = new MemorySocket();

    private final class MemorySocket extends ChannelInboundHandlerAdapter {
        private final EmbeddedChannel channel = new EmbeddedChannel(this);
        private DirectWriter writer;

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            writer = new DirectWriter(context, buffers, failures::add);
        }

        void write(String text) {
            writer.write(text.getBytes(US_ASCII), text.length(), channel.newPromise());
        }

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
        assertThat(failures).isEmpty();
    }

    @Test
    void flushSendsWhatIsQueued() {
        one.write("1\n");
        one.write("2\n");
        assertThat(one.sent()).isEmpty();
        one.writer.flush();
        assertThat(one.sent()).isEqualTo("1\n2\n");
    }

    @Test
    void keepsNoReferenceToTheArray() {
        byte[] bytes = "12345".getBytes(US_ASCII);
        one.writer.write(bytes, 3, one.channel.newPromise());
        Arrays.fill(bytes, (byte) '#');
        one.writer.flush();
        assertThat(one.sent()).isEqualTo("123");
    }

    @Test
    void socketsOfOneEventLoopDoNotMix() {
        one.write("1\n");
        other.write("2\n");
        one.writer.flush();
        other.writer.flush();
        assertThat(one.sent()).isEqualTo("1\n");
        assertThat(other.sent()).isEqualTo("2\n");
    }

    @Test
    void writtenIsReportedOnce() {
        assertThat(one.writer.hasWritten()).isFalse();
        one.write("1\n");
        assertThat(one.writer.hasWritten()).isTrue();
        assertThat(one.writer.hasWritten()).isFalse();
        one.writer.flush();
        assertThat(one.sent()).isEqualTo("1\n");
    }

    @Test
    void flushesOnlyOnce() {
        one.write("1\n");
        one.writer.flush();
        ChannelFuture more = one.channel.writeOneOutbound("written past the writer");
        one.writer.flush();
        assertThat(more.isDone()).isFalse();
        assertThat(one.sent()).isEqualTo("1\n");
        one.channel.flush();
        Object rest = one.channel.readOutbound();
        assertThat(rest).isEqualTo("written past the writer");
    }
}
