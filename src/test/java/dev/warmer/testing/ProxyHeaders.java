package dev.warmer.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Headers of the PROXY protocol. A character of a text stands for a byte, as in {@link Peer}. */
public final class ProxyHeaders {
    private static final byte[] SIGNATURE = {0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a};
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int UNIX_BYTES = 108;

    private ProxyHeaders() {}

    /** {@return the header of version 1 for a source address, as it is written here} */
    public static String v1(String address, int port) {
        boolean six = address.contains(":");
        return "PROXY %s %s %s %d 1234\r\n"
                .formatted(six ? "TCP6" : "TCP4", address, six ? "2001:db8::9" : "192.0.2.9", port);
    }

    /** {@return the header of version 2 for a source address} */
    public static String v2(String address, int port) {
        return v2(address, port, new byte[0]);
    }

    /** {@return the same, followed by fields of type, length and value} */
    public static String v2(String address, int port, byte[] fields) {
        byte[] source = bytes(address);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(source);
        data.writeBytes(source);
        data.write(port >> 8);
        data.write(port);
        data.writeBytes(new byte[] {4, (byte) 210});
        data.writeBytes(fields);
        return v2(PROXY, address.contains(":") ? 0x21 : 0x11, data.toByteArray());
    }

    /** InetAddress would make one of IPv4 of an address of IPv6 that has one in it. */
    private static byte[] bytes(String address) {
        String mapped = "::ffff:";
        try {
            byte[] bytes = InetAddress.getByName(address.replace(mapped, "")).getAddress();
            if (!address.startsWith(mapped)) {
                return bytes;
            }
            byte[] six = new byte[16];
            Arrays.fill(six, 10, 12, (byte) 0xff);
            System.arraycopy(bytes, 0, six, 12, bytes.length);
            return six;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** {@return the header of version 2 of a connection that the proxy has made for itself} */
    public static String local() {
        return v2(LOCAL, 0, new byte[0]);
    }

    /** {@return the header of version 2 for a UNIX domain socket} */
    public static String unix(String path) {
        byte[] data = Arrays.copyOf(path.getBytes(ISO_8859_1), 2 * UNIX_BYTES);
        return v2(PROXY, 0x31, data);
    }

    /** {@return a header of version 2} */
    public static String v2(int versionAndCommand, int familyAndProtocol, byte[] data) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(SIGNATURE);
        header.write(versionAndCommand);
        header.write(familyAndProtocol);
        header.write(data.length >> 8);
        header.write(data.length);
        header.writeBytes(data);
        return header.toString(ISO_8859_1);
    }
}
