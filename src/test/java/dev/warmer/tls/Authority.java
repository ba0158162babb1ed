package dev.warmer.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that exists in memory. What it issues is valid for 90 days, unless for how long is said. */
public final class Authority {
    private static final Duration VALIDITY = Duration.ofDays(90);
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final X500Name name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    public Authority(String name) {
        this(name, VALIDITY);
    }

    /** @param validity after which its own certificate expires */
    Authority(String name, Duration validity) {
        this.name = new X500Name("CN=" + name);
        keys = keys("EC", 256);
        certificate = sign(builder(this.name, keys, true, validity));
    }

    /**
     * A certificate and its key.
     *
     * @param certificate the certificate
     * @param key its key
     */
    public record Issued(X509Certificate certificate, PrivateKey key) {
        public String certificatePem() {
            return pem("CERTIFICATE", Authority.encoded(certificate));
        }

        public String keyPem() {
            return pem("PRIVATE KEY", key.getEncoded());
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    String pem() {
        return pem("CERTIFICATE", encoded(certificate));
    }

    public Issued issue(String host) {
        return issue(host, VALIDITY);
    }

    /** {@return one that expires after so long} */
    public Issued issue(String host, Duration validity) {
        return issue(host, keys("EC", 256), validity);
    }

    Issued issueRsa(String host) {
        return issue(host, keys("RSA", 2048), VALIDITY);
    }

    private Issued issue(String host, KeyPair pair, Duration validity) {
        X509v3CertificateBuilder builder = builder(new X500Name("CN=" + host), pair, false, validity);
        try {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
        } catch (CertIOException e) {
            throw new UncheckedIOException(e);
        }
        return new Issued(sign(builder), pair.getPrivate());
    }

    private X509v3CertificateBuilder builder(X500Name subject, KeyPair pair, boolean authority, Duration validity) {
        Instant now = Instant.now();
        try {
            return new JcaX509v3CertificateBuilder(
                            name,
                            BigInteger.valueOf(SERIAL.getAndIncrement()),
                            Date.from(now.minus(Duration.ofDays(1))),
                            Date.from(now.plus(validity)),
                            subject,
                            pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        } catch (CertIOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private X509Certificate sign(X509v3CertificateBuilder builder) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type);
    }

    /** Puts all that a server needs, or a client, into {@code folder}. */
    public void write(Path folder, String side, Issued issued) {
        write(folder.resolve(side + ".pem"), issued.certificatePem());
        write(folder.resolve(side + ".key"), issued.keyPem());
        write(folder.resolve("ca.pem"), pem());
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
