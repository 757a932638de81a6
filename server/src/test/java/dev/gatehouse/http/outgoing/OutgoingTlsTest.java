package dev.gatehouse.http.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.http.TestCertificate;
import dev.gatehouse.http.outgoing.OutgoingException.Kind;
import dev.gatehouse.testing.vendor.VendorAnswer;
import dev.gatehouse.testing.vendor.VendorSimulator;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom we believe to be who we call. */
class OutgoingTlsTest {
    private static final TestCertificate LOCALHOST = TestCertificate.make("EC");

    private final HostLookup.Resolver toLoopback = _ -> new InetAddress[] {InetAddress.getLoopbackAddress()};
    private Vertx vertx;
    private VendorSimulator vendor;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        vendor = VendorSimulator.on(
                serverContext().getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress()),
                "https");
    }

    @AfterEach
    void stop() {
        vendor.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static SSLContext serverContext() throws Exception {
        Certificate certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(LOCALHOST.chainPem().getBytes(StandardCharsets.US_ASCII)));
        String key = LOCALHOST.keyPem().replaceAll("-----[A-Z ]+-----", "");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "key",
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key))),
                new char[0],
                new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private OutgoingHttp trusting() {
        HttpClientOptions options = OutgoingHttp.options()
                .setTrustOptions(
                        new PemTrustOptions().addCertValue(io.vertx.core.buffer.Buffer.buffer(LOCALHOST.chainPem())));
        return new OutgoingHttp(vertx, new OutgoingRules(true), toLoopback, options);
    }

    private OutgoingRequest to(String host) {
        return new OutgoingRequest(
                "POST",
                URI.create("https://" + host + ":" + vendor.port() + "/token"),
                Map.of(),
                "",
                Duration.ofMinutes(2),
                1000,
                () -> true);
    }

    @Test
    void reachesWhoIsCertifiedAsTheHostOfTheUrl() throws OutgoingException {
        vendor.answerNext(VendorAnswer.json(200, "{}"));

        try (OutgoingHttp http = trusting()) {
            assertThat(http.send(to("localhost")).status()).isEqualTo(200);
        }
    }

    @Test
    void s18_sendsNothingToWhoIsCertifiedAsSomebodyElse() {
        try (OutgoingHttp http = trusting()) {
            expectUntrusted(http, "vendor.example.org");
        }
    }

    @Test
    void s18_sendsNothingToWhoIsNotCertified() {
        try (OutgoingHttp http = new OutgoingHttp(vertx, new OutgoingRules(true))) {
            expectUntrusted(http, "localhost");
        }
    }

    private void expectUntrusted(OutgoingHttp http, String host) {
        OutgoingException failure = catchThrowableOfType(OutgoingException.class, () -> http.send(to(host)));

        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(failure.sent()).isFalse();
        assertThat(vendor.calls()).isEmpty();
    }
}
