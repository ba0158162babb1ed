package dev.warmer.config;

import dev.warmer.config.InvalidConfigException.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The IP addresses and CIDR blocks of proxies. Immutable.
 *
 * @param blocks a peer of any of them is trusted
 */
public record TrustedProxies(List<Block> blocks) {
    private static final String KEY = "trustedProxies";

    /**
     * The addresses that begin with the same bits.
     *
     * @param address one of them, of 4 or 16 bytes
     * @param prefixLength how many bits
     */
    record Block(InetAddress address, int prefixLength) {
        private static final String ALLOWED = "an IP address, or a CIDR block such as 10.0.0.0/8 or 2001:db8::/32";
        private static final Pattern FORMAT = Pattern.compile("(?<address>[0-9a-fA-F:.]+)(/(?<length>[0-9]{1,3}))?");

        static Block parse(String text) {
            Matcher parts = FORMAT.matcher(text);
            // Not a name: the format has names of letters a to f, and InetAddress would resolve them.
            String literal = parts.matches()
                    ? SocketAddress.inetSocketAddress(0, parts.group("address")).hostAddress()
                    : null;
            if (literal == null) {
                throw new IllegalArgumentException(ALLOWED);
            }
            InetAddress address = resolve(literal);
            int bits = address.getAddress().length * Byte.SIZE;
            int length = parts.group("length") == null ? bits : Integer.parseInt(parts.group("length"));
            if (length > bits) {
                throw new IllegalArgumentException("a prefix length from 0 to " + bits);
            }
            return new Block(address, length);
        }

        private static InetAddress resolve(String literal) {
            try {
                return InetAddress.getByName(literal);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(ALLOWED, e);
            }
        }

        boolean contains(InetAddress other) {
            return address.getClass() == other.getClass() && prefix(address).equals(prefix(other));
        }

        private BigInteger prefix(InetAddress of) {
            return new BigInteger(1, of.getAddress()).shiftRight(of.getAddress().length * Byte.SIZE - prefixLength);
        }
    }

    /**
     * {@return those of a server's JSON; empty if it does not use the PROXY protocol}
     *
     * @throws InvalidConfigException if the server cannot use it, or a proxy is not valid
     */
    static Optional<TrustedProxies> of(JsonObject json) {
        List<Problem> problems = new ArrayList<>();
        List<Block> blocks = blocks(json.getJsonArray(KEY, JsonArray.of()), problems);
        boolean enabled = json.getBoolean("proxyProtocol");
        if (enabled && json.containsKey("threads")) {
            problems.add(Problem.notAllowed(
                    "proxyProtocol", true, "false; a server on threads does not support the PROXY protocol"));
        } else if (enabled && !json.containsKey(KEY)) {
            problems.add(new Problem(KEY, "is missing: the addresses of the proxies, required with proxyProtocol"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return enabled ? Optional.of(new TrustedProxies(blocks)) : Optional.empty();
    }

    private static List<Block> blocks(JsonArray texts, List<Problem> problems) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            try {
                blocks.add(Block.parse(texts.getString(i)));
            } catch (IllegalArgumentException e) {
                problems.add(Problem.notAllowed(KEY + "[" + i + "]", texts.getString(i), e.getMessage()));
            }
        }
        return List.copyOf(blocks);
    }

    /** {@return whether a peer with this address is one of the proxies} */
    public boolean contains(InetAddress peer) {
        return blocks.stream().anyMatch(block -> block.contains(peer));
    }
}
