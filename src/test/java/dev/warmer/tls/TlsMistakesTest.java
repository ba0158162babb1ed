package dev.warmer.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.Schema;
import dev.warmer.testing.Driver;
import dev.warmer.testing.EachDriver;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invalid TLS configurations: the server does not start, and the error names the key. */
class TlsMistakesTest extends TlsTest {
    private static final String NO_PAIR = "the private key of the certificate, RSA or EC, PEM and not encrypted; ";

    private void assertNotServed(Driver driver, JsonObject tls, String line) {
        assertThatThrownBy(() -> serve(driver, server(tls)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage(line);
        assertThat(vertx.deploymentIDs()).isEmpty();
        assertThat(log.messages("listening")).isEmpty();
    }

    private String wrong(String key, String name, String allowed) {
        return "tls." + key + ": \"" + file(name) + "\" is not allowed: " + allowed;
    }

    @EachDriver
    void missingFile(Driver driver) {
        assertNotServed(
                driver,
                serverTls().put("key", file("none.key")),
                wrong("key", "none.key", "a readable file; file not found"));
    }

    @Test
    void directoryInsteadOfFile() {
        assertNotServed(
                Driver.EVENT_LOOP,
                serverTls().put("certificate", folder.toString()),
                "tls.certificate: \"" + folder + "\" is not allowed: a readable file; cannot be read: Is a directory");
    }

    @Test
    void invalidCertificate() {
        assertNotServed(
                Driver.EVENT_LOOP,
                serverTls().put("certificate", file("server.key")),
                wrong(
                        "certificate",
                        "server.key",
                        "a PEM file of X.509 certificates; Missing -----BEGIN CERTIFICATE----- delimiter"));
    }

    @Test
    void invalidKey() {
        assertNotServed(
                Driver.EVENT_LOOP,
                serverTls().put("key", file("server.pem")),
                wrong(
                        "key",
                        "server.pem",
                        NO_PAIR + "Missing -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY----- or"
                                + " -----BEGIN EC PRIVATE KEY----- delimiter"));
    }

    @Test
    void keyOfAnotherCertificate() {
        authority.write(folder, "other", authority.issue("other"));
        assertNotServed(
                Driver.EVENT_LOOP,
                serverTls().put("key", file("other.key")),
                wrong("key", "other.key", NO_PAIR + "it is the key of another certificate"));
    }

    @Test
    void keyOfAnotherAlgorithm() {
        authority.write(folder, "other", authority.issueRsa("other"));
        assertNotServed(
                Driver.EVENT_LOOP,
                serverTls().put("key", file("other.key")),
                wrong(
                        "key",
                        "other.key",
                        NO_PAIR + "private key algorithm does not match algorithm of public key in end entity"
                                + " certificate (at index 0)"));
    }

    @Test
    void invalidAuthority() {
        Authority.write(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> serve(
                        Driver.EVENT_LOOP,
                        server(serverTls().put("trust", file("ca.pem")).put("clientAuth", "request"))))
                .hasMessageStartingWith(wrong("trust", "ca.pem", "a PEM file of X.509 certificates; "))
                .message()
                .doesNotContain("\n");
    }

    @EachDriver
    void clientDoesNotStart(Driver driver) {
        JsonObject config = new JsonObject().put("tls", new JsonObject().put("trust", file("none.pem")));
        assertThatThrownBy(() -> play(driver, config))
                .hasMessage(wrong("trust", "none.pem", "a readable file; file not found"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'key': 'k'} | tls.certificate: is missing: a string, not empty
            {'certificate': 'c', 'key': ''} | tls.key: "" is not allowed: a string, not empty
            {'certificate': 'c', 'key': 'k', 'ca': 'a'} | tls.ca: unknown key; allowed keys: certificate, key, trust, clientAuth
            {'certificate': 'c', 'key': 'k', 'clientAuth': 'yes'} | tls.clientAuth: "yes" is not allowed: one of none, request, required
            {'certificate': 'c', 'key': 'k', 'clientAuth': 'required'} | tls.clientAuth: "required" is not allowed: only together with trust
            {'certificate': 'c', 'key': 'k', 'clientAuth': 'request'} | tls.clientAuth: "request" is not allowed: only together with trust
            {'certificate': 'c', 'key': 'k', 'trust': 't', 'clientAuth': 'none'} | tls.clientAuth: "none" is not allowed: request or required with trust
            {'certificate': 'c', 'key': 'k', 'trust': 't'} | tls.clientAuth: is missing: one of none, request, required
            """)
    void invalidServerOptions(String tls, String line) {
        JsonObject config = new JsonObject().put("tls", new JsonObject(tls.replace('\'', '"')));
        assertThatThrownBy(() -> Schema.SERVER.read(config)).hasMessage(line);
        assertThatThrownBy(() -> Schema.THREADED_SERVER.read(config)).hasMessage(line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'key': 'k'} | tls.certificate: is missing: a string, not empty
            {'certificate': 'c'} | tls.key: is missing: a string, not empty
            {'verifyHost': 'no'} | tls.verifyHost: "no" is not allowed: true or false
            {'clientAuth': 'none'} | tls.clientAuth: unknown key; allowed keys: trust, certificate, key, verifyHost
            """)
    void invalidClientOptions(String tls, String line) {
        assertThatThrownBy(() -> Schema.CLIENT.read(client(tls))).hasMessage(line);
    }

    private static JsonObject client(String tls) {
        JsonObject game = new JsonObject()
                .put("lower", 1)
                .put("upper", 1)
                .put("secret", 1)
                .put("guesses", 1);
        return new JsonObject()
                .put("games", new JsonArray().add(game))
                .put("tls", new JsonObject(tls.replace('\'', '"')));
    }

    @Test
    void defaults() {
        assertThat(Schema.CLIENT.read(client("{}")).server().tls().orElseThrow().verifyHost())
                .isTrue();
        assertThat(Schema.SERVER.read(new JsonObject()).tls()).isEmpty();
        assertThat(Schema.SERVER.read(server(serverTls())).tls().orElseThrow().clientAuth())
                .isEqualTo(ClientAuth.NONE);
    }
}
