package dev.warmer.net;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of a UNIX domain socket. */
public final class SocketFile {
    private static final Logger LOG = LoggerFactory.getLogger(SocketFile.class);
    // The type of a file, in its mode.
    private static final int TYPE = 0170000;
    private static final int SOCKET = 0140000;

    private SocketFile() {}

    /**
     * Removes the file, if there is one, of a process that was killed and could not do so: a socket on which no process
     * listens. To be called before the path is bound, since Netty 4.2.18 removes whatever is there.
     *
     * @throws IOException if it is another file, or a process listens on it
     */
    public static void removeStale(String path) throws IOException {
        Path file = Path.of(path);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (((int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & TYPE) != SOCKET) {
            throw new IOException("the file is not a socket");
        }
        if (!isRefused(file)) {
            throw new BindException("Address already in use");
        }
        Files.delete(file);
        LOG.info("removed {}, on which no process listened", path);
    }

    /** Does not wait: the accept queue of a process that listens may be full, which is another exception. */
    private static boolean isRefused(Path file) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(file));
            return false;
        } catch (ConnectException refused) {
            return true;
        }
    }
}
