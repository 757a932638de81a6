package dev.gatehouse.repository;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A repository on a free port of this machine, until it is closed. Thread-safe. */
public final class RepositorySimulator implements AutoCloseable {
    /** The client that is registered here. */
    public static final String CLIENT_ID = "gatehouse-demo";

    /** Its secret. */
    public static final String CLIENT_SECRET = "demo-secret+/=";

    private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);
    private static final Set<String> SCOPES = Set.of("deposit:write", "deposit:actions", "user:email");

    private final IssuedTokens tokens = new IssuedTokens();
    private final Misbehaviour misbehaviour = new Misbehaviour();
    private final OAuthEndpoints listener = new OAuthEndpoints(tokens, CLIENT_ID, CLIENT_SECRET, TOKEN_LIFETIME);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Path folder;
    private final int port;
    private final RepositoryApi api;
    private HttpServer server;

    private RepositorySimulator(RepositoryDialect dialect, long largestFile) throws IOException {
        folder = Files.createTempDirectory("gatehouse-repository");
        server = listen(0);
        port = server.getAddress().getPort();
        DepositStore deposits = new DepositStore(folder, largestFile);
        TokenOwner identity = new TokenOwner(tokens);
        FileIntake uploads = new FileIntake(deposits, misbehaviour);
        String base = url().toString();
        api = switch (dialect) {
            case ZENODO -> new ZenodoApi(deposits, identity, uploads, base);
            case INVENIO_RDM -> new RdmApi(deposits, identity, uploads, base);
        };
        server.start();
    }

    /** Starts one that speaks this dialect and takes files of any size. */
    public static RepositorySimulator start(RepositoryDialect dialect) {
        return start(dialect, Long.MAX_VALUE);
    }

    /** @param largestFile in bytes */
    public static RepositorySimulator start(RepositoryDialect dialect, long largestFile) {
        try {
            return new RepositorySimulator(dialect, largestFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is, such as {@code http://127.0.0.1:34567}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** A personal access token with all scopes. */
    public String tokenOf(String user) {
        return tokens.issue(new IssuedTokens.Holder(user, SCOPES), TOKEN_LIFETIME, true);
    }

    /** A personal access token with these scopes. */
    public String tokenOf(String user, Set<String> scopes) {
        return tokens.issue(new IssuedTokens.Holder(user, scopes), TOKEN_LIFETIME, true);
    }

    /** Tokens that a person allowed {@link #CLIENT_ID} to have, as if in a browser. */
    public Authorization authorize(String user) {
        IssuedTokens.Holder holder = new IssuedTokens.Holder(user, SCOPES);
        return new Authorization(tokens.issue(holder, TOKEN_LIFETIME, false), tokens.issueRefresh(holder));
    }

    /**
     * What a client gets from an authorization.
     *
     * @param refreshToken works once
     */
    public record Authorization(String accessToken, String refreshToken) {}

    /** Lets the access tokens of clients expire now; personal access tokens and refresh tokens stay. */
    public void expireClientsTokens() {
        tokens.expireClients();
    }

    /** Lets all access tokens expire now; refresh tokens stay. */
    public void expireTokens() {
        tokens.expireAll();
    }

    /** Whether no access token is taken; those given out are good again afterwards. */
    public void refuseTokens(boolean yes) {
        tokens.refuse(yes);
    }

    /** What it does wrong. */
    public Misbehaviour misbehaviour() {
        return misbehaviour;
    }

    /** Whether nobody listens on its port. */
    public synchronized void gone(boolean yes) {
        server.stop(0);
        if (!yes) {
            try {
                server = listen(port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.start();
        }
    }

    private HttpServer listen(int wanted) throws IOException {
        HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
        listening.setExecutor(threads);
        listening.createContext("/", this::handle);
        return listening;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(new RepositoryCall(exchange)));
        } catch (RuntimeException e) {
            e.printStackTrace();
            send(exchange, RepositoryAnswer.html(500, "<html><body>Internal Server Error</body></html>"));
        }
    }

    private RepositoryAnswer answer(RepositoryCall call) throws IOException {
        misbehaviour.pass();
        RepositoryAnswer spoiled = misbehaviour.spoiled();
        if (spoiled != null) {
            return spoiled;
        }
        try {
            return call.rawPath().startsWith("/oauth/") ? listener.answer(call) : api.answer(call);
        } catch (RepositoryRefusal refusal) {
            return refusal.answer();
        }
    }

    private static void send(HttpExchange exchange, RepositoryAnswer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        if (answer.file() != null) {
            long size = Files.size(answer.file());
            exchange.sendResponseHeaders(answer.status(), size == 0 ? -1 : size);
            Files.copy(answer.file(), exchange.getResponseBody());
            return;
        }
        exchange.sendResponseHeaders(answer.status(), answer.bytes().length == 0 ? -1 : answer.bytes().length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(answer.bytes());
        }
    }

    @Override
    public void close() {
        misbehaviour.silent(false);
        server.stop(0);
        threads.shutdownNow();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
