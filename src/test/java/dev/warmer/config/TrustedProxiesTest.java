package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final String ALLOWED = "an IP address, or a CIDR block such as 10.0.0.0/8 or 2001:db8::/32";

    private static SchemaJson server(String proxies) {
        return new SchemaJson("{\"proxyProtocol\": true, \"trustedProxies\": " + proxies + "}");
    }

    private static TrustedProxies read(String block) {
        return server("[\"192.0.2.1\", \"" + block + "\"]")
                .as(Schema.SERVER)
                .trustedProxies()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, 10.1.2.4",
        "10.1.2.3/32, 10.1.2.3, 10.1.2.2",
        "10.1.2.0/31, 10.1.2.1, 10.1.2.2",
        "10.1.2.3/24, 10.1.2.255, 10.1.3.0",
        "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
        "128.0.0.0/1, 255.0.0.1, 127.255.255.255",
        "0.0.0.0/0, 203.0.113.9, ::1",
        "::1, ::1, ::2",
        "2001:db8::/32, 2001:db8:ffff::1, 2001:db9::",
        "2001:DB8::8/125, 2001:db8::f, 2001:db8::10",
        "::/0, 2001:db8::1, 203.0.113.9",
        "::ffff:10.1.2.3, 10.1.2.3, 10.1.2.4",
    })
    void blockHasTheAddressesWithItsPrefix(String block, String inside, String outside) throws UnknownHostException {
        TrustedProxies proxies = read(block);
        assertThat(proxies.contains(InetAddress.getByName(inside))).isTrue();
        assertThat(proxies.contains(InetAddress.getByName(outside))).isFalse();
        assertThat(proxies.contains(InetAddress.getByName("192.0.2.1"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "cafe",
                "example.com",
                "10.1",
                "10.1.2",
                "10.1.2.3.4",
                "10.1.2.256",
                "010.1.2.3x",
                "10.1.2.3/",
                "/8",
                "10.1.2.3/-1",
                "10.1.2.3/x",
                "10.1.2.3/8/8",
                " 10.1.2.3",
                "10.1.2.3 ",
                "[::1]",
                "::1%lo",
                ":::",
                "1::2::3"
            })
    void isNeitherAnAddressNorABlock(String text) {
        server("[\"::1\", \"" + text + "\"]")
                .isRefusedBy(Schema.SERVER, "trustedProxies[1]: \"" + text + "\" is not allowed: " + ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3/33, 32", "10.1.2.3/999, 32", "::1/129, 128", "::ffff:10.1.2.3/104, 32"})
    void prefixIsNotLongerThanTheAddress(String text, int bits) {
        server("[\"" + text + "\"]")
                .isRefusedBy(
                        Schema.SERVER,
                        "trustedProxies[0]: \"" + text + "\" is not allowed: a prefix length from 0 to " + bits);
    }

    @Test
    void areRequiredWithTheProxyProtocol() {
        for (Schema<ServerConfig> schema : List.of(Schema.SERVER, Schema.AWAIT_SERVER, Schema.WEB)) {
            SchemaJson.of("proxyProtocol", "true")
                    .isRefusedBy(
                            schema,
                            "trustedProxies: is missing: the addresses of the proxies, required with proxyProtocol");
            server("[]").isRefusedBy(schema, "trustedProxies: [] is not allowed: an array, not empty");
            SchemaJson.of("trustedProxies", "[\"::1\"]")
                    .isRefusedBy(schema, "proxyProtocol: is missing: true or false");
        }
    }

    @Test
    void areNotUsedWithoutTheProxyProtocol() {
        SchemaJson json = new SchemaJson("{\"proxyProtocol\": false, \"trustedProxies\": [\"::1\"]}");
        assertThat(json.as(Schema.SERVER).trustedProxies()).isEmpty();
    }

    @Test
    void serverOnThreadsDoesNotSupportTheProxyProtocol() {
        server("[\"::1\"]")
                .isRefusedBy(
                        Schema.THREADED_SERVER,
                        "proxyProtocol: true is not allowed: false; a server on threads does not support the PROXY protocol");
        assertThat(SchemaJson.of("proxyProtocol", "false")
                        .as(Schema.THREADED_SERVER)
                        .trustedProxies())
                .isEmpty();
    }
}
