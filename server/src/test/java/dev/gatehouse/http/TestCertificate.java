package dev.gatehouse.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A self-signed certificate for localhost with its key. */
public record TestCertificate(X509Certificate certificate, String chainPem, String keyPem) {
    /** @param algorithm EC or RSA */
    public static TestCertificate make(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
            KeyPair keys = generator.generateKeyPair();
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(selfSigned(keys, algorithm)));
            return new TestCertificate(
                    certificate,
                    pem("CERTIFICATE", certificate.getEncoded()),
                    pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] selfSigned(KeyPair keys, String algorithm) throws GeneralSecurityException, IOException {
        ASN1ObjectIdentifier signing = algorithm.equals("RSA")
                ? PKCSObjectIdentifiers.sha256WithRSAEncryption
                : X9ObjectIdentifiers.ecdsa_with_SHA256;
        X500Name name = new X500Name("CN=localhost");
        V3TBSCertificateGenerator content = new V3TBSCertificateGenerator();
        content.setSerialNumber(new ASN1Integer(BigInteger.valueOf(System.nanoTime())));
        content.setIssuer(name);
        content.setSubject(name);
        content.setStartDate(new Time(Date.from(Instant.now().minus(Duration.ofHours(1)))));
        content.setEndDate(new Time(Date.from(Instant.now().plus(Duration.ofDays(1)))));
        content.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        content.setSignature(new AlgorithmIdentifier(signing));
        TBSCertificate unsigned = content.generateTBSCertificate();
        Signature signature = Signature.getInstance(algorithm.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(unsigned.getEncoded());
        ASN1EncodableVector signed = new ASN1EncodableVector();
        signed.add(unsigned);
        signed.add(new AlgorithmIdentifier(signing));
        signed.add(new DERBitString(signature.sign()));
        return new DERSequence(signed).getEncoded();
    }

    private static String pem(String type, byte[] bytes) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + type + "-----\n";
    }

    public void write(Path chain, Path key) throws IOException {
        Files.writeString(chain, chainPem);
        Files.writeString(key, keyPem);
    }

    /** Trusts this certificate alone. */
    SSLContext trust() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", certificate);
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** Trusts this certificate alone. */
    public TlsClient client() {
        try {
            return new TlsClient(trust());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection on which this certificate, and these application protocols, were agreed on. */
    SSLSocket connect(int port, String... applicationProtocols) throws GeneralSecurityException, IOException {
        return new TlsClient(trust()).agree(new Socket("127.0.0.1", port), applicationProtocols);
    }
}
