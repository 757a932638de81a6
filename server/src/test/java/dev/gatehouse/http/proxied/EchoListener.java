package dev.gatehouse.http.proxied;

import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.TestCertificate;
import dev.gatehouse.http.auth.TokenAuthenticator;
import dev.gatehouse.http.netty.Admission;
import dev.gatehouse.http.netty.Listener;
import dev.gatehouse.http.netty.ListenerOptions;
import dev.gatehouse.http.netty.ListenerOptions.CertificateFiles;
import dev.gatehouse.http.netty.ListenerOptions.Deadlines;
import dev.gatehouse.http.netty.ListenerOptions.Wire;
import dev.gatehouse.http.netty.gate.ConnectionGate;
import dev.gatehouse.http.netty.peer.PeerMemory;
import dev.gatehouse.http.syntax.AddressBlock;
import dev.gatehouse.http.syntax.TrustedProxies;
import dev.gatehouse.testing.FreePort;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A listener whose connections are all a proxy's, and that answers with the address that it takes a request to come from. */
final class EchoListener implements AutoCloseable {
    private static final Duration TIME = Duration.ofMinutes(10);
    private static final Route ROUTE = Route.get("/", Protection.open("a test"), EchoListener::echo);

    private final Vertx vertx;
    private final Admission admission = new Admission(10, 1_000_000);
    private final int port = FreePort.next();
    private final Listener listener;

    /**
     * @param firstRequestTime from accepting a connection to the head of its first request
     * @param files the certificate's, or null for plain HTTP
     */
    private EchoListener(Duration firstRequestTime, CertificateFiles files) {
        vertx = new ConnectionGate(100, firstRequestTime, 1024, (port, peer) -> true).startEventLoops();
        Listener.Shared shared = new Listener.Shared(
                vertx,
                new TokenAuthenticator(null, null, List.of()),
                admission,
                new PeerMemory(Integer.MAX_VALUE, System::nanoTime),
                failure -> Optional.empty());
        ListenerOptions options = new ListenerOptions(
                "tested",
                "127.0.0.1",
                port,
                new Deadlines(TIME, TIME, TIME, TIME, Duration.ofSeconds(1)),
                Wire.WHOLE_MESSAGES,
                files,
                Set.of(),
                new TrustedProxies(AddressBlock.all("127.0.0.0/8"), TrustedProxies.Field.X_FORWARDED_FOR));
        listener = Listener.open(shared, options, (request, status, bytes, caller) -> {}, List.of(ROUTE));
    }

    private static Response echo(Request request) {
        return Response.of(200, "text/plain", request.remoteAddress().getBytes(StandardCharsets.US_ASCII));
    }

    static EchoListener plain() {
        return new EchoListener(TIME, null);
    }

    /** One that does not wait long for a header. */
    static EchoListener impatient() {
        return new EchoListener(Duration.ofSeconds(1), null);
    }

    static EchoListener tls(TestCertificate certificate, Path directory) throws IOException {
        Path chain = directory.resolve("chain.pem");
        Path key = directory.resolve("key.pem");
        certificate.write(chain, key);
        return new EchoListener(TIME, new CertificateFiles(chain, key, TIME));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        listener.close();
        admission.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
