package dev.warmer.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmer.config.ClientConfig.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextAddressTest {
    private static InetSocketAddress next(String host) throws UnknownHostException {
        Duration timeout = Duration.ofSeconds(1);
        return new ConnectAttempts(new Endpoint(host, 1234, timeout, timeout, Optional.empty())).nextAddress();
    }

    @Test
    void addressResolvesToItself() throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        assertThat(next("127.0.0.1")).isEqualTo(new InetSocketAddress(address, 1234));
    }

    @Test
    void addressesOfANameAreUsedInTurn() throws UnknownHostException {
        int count = new HashSet<>(List.of(InetAddress.getAllByName("localhost"))).size();
        List<InetSocketAddress> round = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            round.add(next("localhost"));
        }
        assertThat(round)
                .doesNotHaveDuplicates()
                .allMatch(address -> address.getAddress().isLoopbackAddress());
        assertThat(next("localhost")).as("the next round").isEqualTo(round.get(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, -3, Integer.MIN_VALUE})
    void addressesAreSorted(int first) throws UnknownHostException {
        InetAddress[] answer = {address(10, 0, 0, 200), address(10, 0, 0, 9), address(9, 0, 0, 10)};
        InetAddress[] shuffled = {answer[2], answer[0], answer[1]};
        List<InetSocketAddress> round = new ArrayList<>();
        for (int turn = first; turn < first + 3; turn++) {
            round.add(ConnectAttempts.pick(turn % 2 == 0 ? answer : shuffled, turn, 1234));
        }
        assertThat(round)
                .containsExactlyInAnyOrder(
                        new InetSocketAddress(answer[0], 1234),
                        new InetSocketAddress(answer[1], 1234),
                        new InetSocketAddress(answer[2], 1234));
        assertThat(ConnectAttempts.pick(shuffled, first + 3, 1234)).isEqualTo(round.get(0));
    }

    @Test
    void counterMayOverflow() throws UnknownHostException {
        InetAddress[] two = {address(10, 0, 0, 1), address(10, 0, 0, 2)};
        assertThat(ConnectAttempts.pick(two, Integer.MAX_VALUE, 1))
                .isNotEqualTo(ConnectAttempts.pick(two, Integer.MAX_VALUE + 1, 1));
    }

    private static InetAddress address(int... bytes) throws UnknownHostException {
        return InetAddress.getByAddress(
                new byte[] {(byte) bytes[0], (byte) bytes[1], (byte) bytes[2], (byte) bytes[3]});
    }

    @Test
    void unknownNameIsAnError() {
        assertThatThrownBy(() -> next("x".repeat(64) + ".invalid")).isInstanceOf(UnknownHostException.class);
    }
}
