package dev.gatehouse.http.assault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.api.Json;
import dev.gatehouse.http.RawConnection;
import dev.gatehouse.http.ServerProcess;
import dev.gatehouse.http.TestCertificate;
import dev.gatehouse.http.TlsClient;
import dev.gatehouse.http.assault.HonestClients.Question;
import dev.gatehouse.testing.Soak;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import tools.jackson.databind.JsonNode;

/** A process with a small heap that must outlive what attackers do, while it serves others. */
final class AttackedServer implements AutoCloseable {
    private static final List<String> HEAP = List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError");
    private static final long MAX_RESIDENT_KIB = 850 * 1024;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int ANSWERS = Soak.rounds(150, 10_000);
    private static final int PATIENCE_MILLIS = 10_000;

    private final Optional<TlsClient> client;
    private final ServerProcess server;
    private final String token;

    private AttackedServer(Path data, Optional<TestCertificate> certificate) throws IOException {
        client = certificate.map(TestCertificate::client);
        Map<String, String> settings = new HashMap<>();
        if (certificate.isPresent()) {
            settings.putAll(tls(certificate.get(), data));
        }
        settings.put("GATEHOUSE_DATABASE_URL", TestServer.url(TestDatabase.createEmpty()));
        server = ServerProcess.start(data, new ServerProcess.Options(HEAP, 0, 0, settings));
        token = token();
    }

    static AttackedServer plain(Path data) throws IOException {
        return new AttackedServer(data, Optional.empty());
    }

    /** Both listeners speak TLS. */
    static AttackedServer tls(Path data) throws IOException {
        return new AttackedServer(data, Optional.of(TestCertificate.make("EC")));
    }

    private static Map<String, String> tls(TestCertificate certificate, Path data) throws IOException {
        Path chain = data.resolve("chain.pem");
        Path key = data.resolve("key.pem");
        certificate.write(chain, key);
        return Map.of(
                "GATEHOUSE_ADMIN_TLS_CERTIFICATE", chain.toString(),
                "GATEHOUSE_ADMIN_TLS_KEY", key.toString(),
                "GATEHOUSE_PUBLIC_TLS_CERTIFICATE", chain.toString(),
                "GATEHOUSE_PUBLIC_TLS_KEY", key.toString());
    }

    private String token() throws IOException {
        String form = "grant_type=client_credentials";
        try (RawConnection connection = ask(server.open())) {
            connection.sendHead(
                    "POST /oauth2/token HTTP/1.1",
                    "Host: x",
                    "Authorization: Basic " + server.credentials(),
                    "Content-Type: application/x-www-form-urlencoded",
                    "Content-Length: " + form.length());
            String answer = connection.send(form).read().text();
            return Json.read(answer, JsonNode.class).get("access_token").asString();
        }
    }

    private RawConnection ask(URI listener) throws IOException {
        return RawConnection.over(open(listener, "http/1.1"));
    }

    private Socket open(URI listener, String protocol) throws IOException {
        Socket socket = reach(listener);
        if (client.isEmpty()) {
            return socket;
        }
        try {
            return client.get().agree(socket, protocol);
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    /** To the public listener, by this version of TLS. */
    SSLSocket connect(String version) throws IOException {
        SSLSocket socket = client().over(reach(server.open()));
        socket.setEnabledProtocols(new String[] {version});
        socket.startHandshake();
        return socket;
    }

    /** A connection on which nothing is said yet. */
    Socket reach(URI listener) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", listener.getPort()), PATIENCE_MILLIS);
        return socket;
    }

    URI open() {
        return server.open();
    }

    TlsClient client() {
        return client.orElseThrow();
    }

    /** @throws AssertionError where it does not live, others are not served, or too much memory is taken */
    void outlives(Assault assault) throws Exception {
        Assault.Way way = assault.way();
        URI listener = way.isOnAdmin() ? server.admin() : server.open();
        outlives(assault.act(), assault.connections(), () -> open(listener, way.protocol()));
    }

    /** @param atFullSize how many connections there are when tests run at length */
    void outlives(Assault.Act act, int atFullSize, Attackers.Opening opening) throws Exception {
        try (HonestClients honest = honestClients();
                Attackers attackers = new Attackers(act, atFullSize, opening)) {
            await().until(() ->
                    !server.isAlive() || (attackers.haveBegun() && honest.answered() >= ANSWERS && isSoon(honest)));

            assertThat(server.isAlive()).as(server.log()).isTrue();
            assertThat(honest.failures()).isEmpty();
            assertThat(resident()).isLessThan(MAX_RESIDENT_KIB);
        }
    }

    /** How soon says something at full size, on a machine that has nothing else to do. */
    private static boolean isSoon(HonestClients honest) {
        return Soak.rounds(1, 0) == 1 || honest.p99(Integer.MAX_VALUE).compareTo(SOON) < 0;
    }

    private HonestClients honestClients() {
        return new HonestClients(
                List.of(
                        new Question(server.admin(), "/health/live", token),
                        new Question(server.open(), "/oauth2/jwks", token),
                        new Question(server.admin(), "/oauth2/service?page=1", token),
                        new Question(server.admin(), "/openapi/contract/registry.yaml", token)),
                this::ask);
    }

    /** What the operating system kept in memory for the process at most, in KiB. */
    private long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        server.close();
    }
}
