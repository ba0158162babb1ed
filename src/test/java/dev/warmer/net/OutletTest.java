package dev.warmer.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayList;
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

        void put(String text) {
            outlet.put(text.getBytes(US_ASCII));
        }

        void send() {
            outlet.send(channel.newPromise());
            outlet.flush();
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
    void sendsWhatWasPutAsOne() {
        one.put("1\n");
        one.put("2\n");
        assertThat(one.sent()).isEmpty();
        one.send();
        assertThat(one.channel.outboundMessages()).hasSize(1);
        assertThat(one.sent()).isEqualTo("1\n2\n");
    }

    @Test
    void sendsMoreThanTheBufferHoldsInOrder() {
        String tens = "0123456789".repeat(1000);
        one.put(tens.repeat(9));
        one.put("end\n");
        one.send();
        assertThat(one.sent()).isEqualTo(tens.repeat(9) + "end\n");
    }

    @Test
    void whatAFailedTurnLeftBehindIsNotForThePeerOfAnother() {
        one.put("for one alone");
        other.outlet.begin();
        other.put("2\n");
        other.send();
        assertThat(other.sent()).isEqualTo("2\n");
    }

    @Test
    void tellsOnceThatSomethingWasSent() {
        one.put("1\n");
        assertThat(one.outlet.hasSent()).isFalse();
        one.send();
        assertThat(one.outlet.hasSent()).isTrue();
        assertThat(one.outlet.hasSent()).isFalse();
        one.sent();
    }

    @Test
    void aTurnThatPutNothingSendsNothing() {
        one.send();
        assertThat(one.outlet.hasSent()).isFalse();
        assertThat(one.channel.outboundMessages()).isEmpty();
    }
}
