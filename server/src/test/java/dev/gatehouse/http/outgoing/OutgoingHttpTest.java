package dev.gatehouse.http.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.http.outgoing.OutgoingException.Kind;
import dev.gatehouse.testing.vendor.VendorAnswer;
import dev.gatehouse.testing.vendor.VendorHold;
import dev.gatehouse.testing.vendor.VendorSimulator;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls to others, who may be slow, odd or hostile. */
class OutgoingHttpTest {
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final Duration LONG = Duration.ofMinutes(2);

    private static Vertx vertx;

    private VendorSimulator vendor;
    private OutgoingHttp http;

    @BeforeAll
    static void startEventLoops() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopEventLoops() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void start() {
        vendor = VendorSimulator.start();
        http = new OutgoingHttp(vertx, new OutgoingRules(true));
    }

    @AfterEach
    void stop() {
        http.close();
        vendor.close();
    }

    private static OutgoingRequest to(URI url, Duration time, BooleanSupplier stillWanted) {
        return new OutgoingRequest("POST", url, Map.of("X-Test", "yes"), "a=b", time, 1000, stillWanted);
    }

    private OutgoingAnswer send(Duration time) throws OutgoingException {
        return http.send(to(vendor.tokenUrl(), time, () -> true));
    }

    private OutgoingException failure(Duration time) {
        return failure(http, vendor.tokenUrl(), time);
    }

    /** The failure of a call that came to the vendor; on a busy machine a short time may be over before that. */
    private OutgoingException failureOnceAsked() {
        Duration time = SHORT;
        OutgoingException failure = failure(time);
        while (vendor.calls().isEmpty()) {
            time = time.multipliedBy(2);
            failure = failure(time);
        }
        return failure;
    }

    private static OutgoingException failure(OutgoingHttp http, URI url, Duration time) {
        return catchThrowableOfType(OutgoingException.class, () -> http.send(to(url, time, () -> true)));
    }

    @Test
    void bringsTheAnswer() throws OutgoingException {
        vendor.answerNext(VendorAnswer.of(418, "text/plain", "short and stout", "X-Pot", "tea"));

        OutgoingAnswer answer = send(LONG);

        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.body()).isEqualTo("short and stout");
        assertThat(answer.header("x-pot")).contains("tea");
        assertThat(vendor.calls().getFirst().headers())
                .containsEntry("x-test", "yes")
                .containsEntry("connection", "close");
        assertThat(vendor.calls().getFirst().body()).isEqualTo("a=b");
    }

    @Test
    void readsWhatIsNotWrittenInUtf8AsItsTypeSays() throws OutgoingException {
        for (String type : new String[] {"text/plain; charset=ISO-8859-1", "text/plain;charset=\"windows-1252\""}) {
            vendor.answerNext(written(type, "T\u00fcr".getBytes(StandardCharsets.ISO_8859_1)));
            assertThat(send(LONG).body()).as(type).isEqualTo("T\u00fcr");
            vendor.answerNext(written(type, "T\u00fcr".getBytes(StandardCharsets.UTF_8)));
            assertThat(send(LONG).body()).as(type).isEqualTo("T\u00fcr");
        }
        vendor.answerNext(written("text/plain; charset=x-none", new byte[] {'T', (byte) 0xfc}));
        assertThat(send(LONG).body()).startsWith("T");
    }

    private static VendorAnswer written(String type, byte[] body) {
        String head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        return connection -> {
            connection.write(head.getBytes(StandardCharsets.US_ASCII));
            connection.write(body);
        };
    }

    @Test
    void whatCannotBeSentIsAFailureLikeOthers() {
        OutgoingRequest odd = new OutgoingRequest("P ST", vendor.tokenUrl(), Map.of(), "", LONG, 1000, () -> true);

        OutgoingException failure = catchThrowableOfType(OutgoingException.class, () -> http.send(odd));

        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.sent()).isFalse();
    }

    @Test
    void s18_followsNoRedirect() throws OutgoingException {
        try (VendorSimulator other = VendorSimulator.start()) {
            vendor.answerNext(VendorAnswer.redirectTo(other.tokenUrl().toString()));

            assertThat(send(LONG).status()).isEqualTo(307);
            assertThat(other.calls()).isEmpty();
        }
    }

    @Test
    void s18_stopsReadingAnAnswerWithoutAnEnd() {
        vendor.answerNext(VendorAnswer.endless());

        assertThat(failure(LONG).kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void s18_endsATrickledAnswerInTime() {
        vendor.answerAlways(VendorAnswer.trickled(() -> LockSupport.parkNanos(50_000_000)));

        OutgoingException failure = failureOnceAsked();

        assertThat(failure.kind()).isEqualTo(Kind.LATE);
        assertThat(failure.sent()).isTrue();
    }

    @Test
    void s18_endsASilentCallInTime() {
        VendorHold hold = vendor.holdAll();

        assertThat(failureOnceAsked().kind()).isEqualTo(Kind.LATE);
        hold.release();
    }

    @Test
    void tellsABrokenConnectionFromNone() {
        vendor.answerNext(VendorAnswer.nothing()).answerNext(VendorAnswer.garbage());

        assertThat(failure(LONG).kind()).isEqualTo(Kind.BROKEN);
        OutgoingException garbage = failure(LONG);
        assertThat(garbage.kind()).isEqualTo(Kind.BROKEN);
        assertThat(garbage.sent()).isTrue();

        vendor.close();
        OutgoingException none = failure(LONG);
        assertThat(none.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(none.sent()).isFalse();
    }

    @Test
    void sendsNothingThatIsNoLongerWanted() {
        OutgoingException failure = catchThrowableOfType(
                OutgoingException.class, () -> http.send(to(vendor.tokenUrl(), LONG, () -> false)));

        assertThat(failure.kind()).isEqualTo(Kind.UNWANTED);
        assertThat(failure.sent()).isFalse();
        assertThat(vendor.calls()).isEmpty();
    }

    @Test
    void s18_refusesANameThatLeadsToAPrivateAddressAmongOthers() {
        try (OutgoingHttp strict = new OutgoingHttp(vertx, new OutgoingRules(false), _ ->
                new InetAddress[] {InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("10.0.0.1")})) {
            OutgoingException failure = failure(strict, URI.create("https://vendor.example.org/token"), LONG);

            assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
            assertThat(failure.getMessage()).doesNotContain("10.0.0.1");
        }
    }

    @Test
    void s18_connectsToTheVeryAddressThatWasChecked() throws OutgoingException {
        AtomicInteger lookUps = new AtomicInteger();
        // The name does not exist for anybody else, so only the checked address can have been connected to.
        HostLookup.Resolver rebinding = _ -> lookUps.getAndIncrement() == 0
                ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                : new InetAddress[] {InetAddress.ofLiteral("169.254.169.254")};
        URI url = URI.create("http://localhost:" + vendor.port() + "/token");
        try (OutgoingHttp rebound = new OutgoingHttp(vertx, new OutgoingRules(true), rebinding)) {
            vendor.answerNext(VendorAnswer.json(200, "{}"));

            assertThat(rebound.send(to(url, LONG, () -> true)).status()).isEqualTo(200);
            assertThat(lookUps).hasValue(1);
            assertThat(vendor.calls().getFirst().headers()).containsEntry("host", "localhost:" + vendor.port());
            assertThat(failure(rebound, url, LONG).kind()).isEqualTo(Kind.FORBIDDEN);
        }
    }

    @Test
    void s18_boundsTheTimeOfALookUp() throws Exception {
        CountDownLatch forever = new CountDownLatch(1);
        HostLookup.Resolver silent = _ -> {
            try {
                forever.await(10, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException();
        };
        try (OutgoingHttp slow = new OutgoingHttp(vertx, new OutgoingRules(false), silent)) {
            OutgoingException failure = failure(slow, URI.create("https://vendor.example.org/token"), SHORT);

            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failure.sent()).isFalse();
        }
    }

    @Test
    void triesTheNextAddressWhereTheFirstDoesNotAnswer() throws OutgoingException {
        HostLookup.Resolver two =
                _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.9"), InetAddress.getLoopbackAddress()};
        try (OutgoingHttp patient = new OutgoingHttp(vertx, new OutgoingRules(true), two)) {
            vendor.answerNext(VendorAnswer.json(200, "{}"));

            URI url = URI.create("http://localhost:" + vendor.port() + "/token");
            assertThat(patient.send(to(url, LONG, () -> true)).status()).isEqualTo(200);
        }
    }
}
