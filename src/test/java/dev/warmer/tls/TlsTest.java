package dev.warmer.tls;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of TLS have in common: an authority, a server's certificate for localhost, and what is logged. */
@Timeout(180)
abstract class TlsTest {
    final Vertx vertx = Vertx.vertx();
    final Authority authority = new Authority("Test CA");
    final Log log = new Log();

    @TempDir
    Path folder;

    @BeforeEach
    void write() {
        authority.write(folder, "server", authority.issue("localhost"));
    }

    @AfterEach
    void close() {
        Driver.await(vertx.close());
        log.close();
    }

    String file(String name) {
        return folder.resolve(name).toString();
    }

    /** {@return the {@code tls} of a server} */
    JsonObject serverTls() {
        return new JsonObject().put("certificate", file("server.pem")).put("key", file("server.key"));
    }

    /** {@return the {@code config} of a server; the rest has little patience, so that stopping takes no time} */
    JsonObject server(JsonObject tls) {
        return new JsonObject().put("tls", tls).put("drainTimeout", 1);
    }

    int serve(Driver driver) {
        return driver.serve(vertx, server(serverTls()));
    }

    /** {@return the {@code tls} of a client that trusts the authority} */
    JsonObject clientTls() {
        return new JsonObject().put("trust", file("ca.pem"));
    }

    TlsPeer peer(int port, String protocol) throws Exception {
        return new TlsPeer(port, authority, protocol);
    }
}
