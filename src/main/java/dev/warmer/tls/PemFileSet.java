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
 * The contents of all TLS files, read together: a key is checked against its certificate and both are used with the same
 * bytes, whatever happens to the files meanwhile.
 */
record PemFileSet(Optional<PemFile> certificate, Optional<PemFile> key, Optional<PemFile> trust) {
    /** Reads the files. Blocks. */
    static PemFileSet read(PemFiles files) {
        return new PemFileSet(
                files.certificate().map(name -> PemFile.read("certificate", name)),
                files.key().map(name -> PemFile.read("key", name)),
                files.trust().map(name -> PemFile.read("trust", name)));
    }

    /**
     * The content of one file.
     *
     * @param key the configuration key that names the file
     * @param name the file
     * @param content its content; empty if it cannot be read
     * @param problem why it cannot be read, otherwise empty
     */
    record PemFile(String key, String name, Optional<Buffer> content, String problem) {
        private static PemFile read(String key, String name) {
            try {
                return new PemFile(key, name, Optional.of(Buffer.buffer(Files.readAllBytes(Path.of(name)))), "");
            } catch (NoSuchFileException e) {
                return new PemFile(key, name, Optional.empty(), "file not found");
            } catch (AccessDeniedException e) {
                return new PemFile(key, name, Optional.empty(), "permission denied");
            } catch (IOException | RuntimeException e) {
                return new PemFile(key, name, Optional.empty(), "cannot be read: " + e.getMessage());
            }
        }

        /** @throws InvalidConfigException if the file could not be read */
        Buffer bytes() {
            return content.orElseThrow(() -> invalid("a readable file", problem));
        }

        InvalidConfigException invalid(String allowed, String problem) {
            return new InvalidConfigException(
                    "tls." + key,
                    '"' + name + '"',
                    allowed + "; " + String.valueOf(problem).lines().findFirst().orElse(""));
        }

        /** Without the content, which may be a private key. */
        @Override
        public String toString() {
            return key + " " + name;
        }
    }
}
