package dev.gatehouse.http.netty;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/** A PEM certificate chain with its private key, read once and known to belong together. Immutable. */
final class ServerCertificate {
    private final Buffer chain;
    private final Buffer key;

    private ServerCertificate(Buffer chain, Buffer key) {
        this.chain = chain;
        this.key = key;
    }

    /** @throws IOException when a file cannot be read */
    static ServerCertificate read(Path chain, Path key) throws IOException {
        return new ServerCertificate(Buffer.buffer(Files.readAllBytes(chain)), Buffer.buffer(Files.readAllBytes(key)));
    }

    PemKeyCertOptions options() {
        return new PemKeyCertOptions().addCertValue(chain).addKeyValue(key);
    }

    boolean isSame(@Nullable ServerCertificate other) {
        return other != null && chain.equals(other.chain) && key.equals(other.key);
    }

    /** @throws GeneralSecurityException when a file holds something else, or the key is not the certificate's */
    void check(Vertx vertx) throws GeneralSecurityException {
        PublicKey publicKey =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(chain.getBytes()))
                        .stream()
                        .findFirst()
                        .orElseThrow(() -> new GeneralSecurityException("there is no certificate"))
                        .getPublicKey();
        if (!belongTogether(privateKey(vertx, publicKey.getAlgorithm()), publicKey)) {
            throw new GeneralSecurityException("the key is not the certificate's");
        }
    }

    private PrivateKey privateKey(Vertx vertx, String algorithm) throws GeneralSecurityException {
        X509KeyManager keys = keyManager(vertx);
        String[] aliases = keys.getServerAliases(algorithm, null);
        if (aliases == null) {
            throw new GeneralSecurityException("there is no key for it");
        }
        return keys.getPrivateKey(aliases[0]);
    }

    private X509KeyManager keyManager(Vertx vertx) throws GeneralSecurityException {
        try {
            return (X509KeyManager) options().getKeyManagerFactory(vertx).getKeyManagers()[0];
        } catch (GeneralSecurityException e) {
            throw e;
        } catch (Exception e) {
            throw new GeneralSecurityException(String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
        if (!privateKey.getAlgorithm().equals(publicKey.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(
                switch (privateKey.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> privateKey.getAlgorithm();
                });
        byte[] message = {1, 2, 3};
        signature.initSign(privateKey);
        signature.update(message);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(message);
        return signature.verify(signed);
    }
}
