package dev.warmer.tls;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.TlsConfig.PemFiles;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One of the files, as it was when it was looked at.
 *
 * @param key which one
 * @param name the file
 * @param content what is in it; empty if it cannot be read
 * @param problem why it cannot be read, otherwise empty
 */
record Pem(String key, String name, Optional<Buffer> content, String problem) {
    /**
     * All of them at one look. The check of a key against its certificate and the use of both are of the same bytes,
     * whatever happens to the files meanwhile.
     */
    record Set(Optional<Pem> certificate, Optional<Pem> key, Optional<Pem> trust) {
        /** Blocks until they are read. */
        static Set of(PemFiles files) {
            return new Set(
                    files.certificate().map(name -> read("certificate", name)),
                    files.key().map(name -> read("key", name)),
                    files.trust().map(name -> read("trust", name)));
        }
    }

    private static Pem read(String key, String name) {
        try {
            return new Pem(key, name, Optional.of(Buffer.buffer(Files.readAllBytes(Path.of(name)))), "");
        } catch (IOException | RuntimeException e) {
            return new Pem(key, name, Optional.empty(), reason(e));
        }
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof AccessDeniedException ? "it may not be read" : "it cannot be read: " + e.getMessage();
    }

    /** @throws InvalidConfigException if it could not be read */
    Buffer bytes() {
        return content.orElseThrow(() -> isNot("a file that can be read", problem));
    }

    InvalidConfigException isNot(String allowed, String why) {
        return new InvalidConfigException(
                "tls." + key,
                '"' + name + '"',
                allowed + "; " + String.valueOf(why).lines().findFirst().orElse(""));
    }

    /** Without the content, which may be a private key. */
    @Override
    public String toString() {
        return key + " " + name;
    }
}
