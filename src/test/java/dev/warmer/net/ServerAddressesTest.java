package dev.warmer.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerAddressesTest {
    @Test
    void takesAnAddressAsItIs() throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        assertThat(ServerAddresses.next("127.0.0.1", 1234)).isEqualTo(new InetSocketAddress(address, 1234));
    }

    @Test
    void takesTheAddressesOfANameInTurn() throws UnknownHostException {
        int count = new HashSet<>(List.of(InetAddress.getAllByName("localhost"))).size();
        List<InetSocketAddress> round = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            round.add(ServerAddresses.next("localhost", 1234));
        }
        assertThat(round)
                .doesNotHaveDuplicates()
                .allMatch(address -> address.getAddress().isLoopbackAddress());
        assertThat(ServerAddresses.next("localhost", 1234)).as("the next round").isEqualTo(round.get(0));
    }

    @Test
    void anUnknownNameHasNone() {
        assertThatThrownBy(() -> ServerAddresses.next("x".repeat(64) + ".invalid", 1234))
                .isInstanceOf(UnknownHostException.class);
    }
}
