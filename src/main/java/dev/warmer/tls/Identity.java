package dev.warmer.tls;

import dev.warmer.config.InvalidConfigException;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate and the key that belongs to it.
 *
 * @param options both, as Vert.x takes them
 * @param certificate the certificate itself, without those that come after it in its file
 */
record Identity(PemKeyCertOptions options, X509Certificate certificate) {
    private static final String ALLOWED = "the private key of the certificate, RSA or EC, PEM and not encrypted";
    private static final byte[] SAMPLE = {1, 2, 3, 4};

    /** @throws InvalidConfigException if it is no key, or that of another certificate */
    static Identity of(Vertx vertx, Pem certificates, Pem key) {
        PemKeyCertOptions options =
                new PemKeyCertOptions().setCertValue(certificates.bytes()).setKeyValue(key.bytes());
        try {
            String alias = options.loadKeyStore(vertx).aliases().nextElement();
            X509KeyManager keys =
                    (X509KeyManager) options.getKeyManagerFactory(vertx).getKeyManagers()[0];
            X509Certificate certificate = keys.getCertificateChain(alias)[0];
            checkPair(keys.getPrivateKey(alias), certificate);
            return new Identity(options, certificate);
        } catch (Exception e) { // Vert.x says no more of it
            throw key.isNot(ALLOWED, e.getMessage());
        }
    }

    private static void checkPair(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        Signature signature =
                Signature.getInstance(key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
        signature.initSign(key);
        signature.update(SAMPLE);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(SAMPLE);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("it is the key of another certificate");
        }
    }
}
