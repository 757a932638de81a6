package dev.gatehouse.connectors.invenio.vendor;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A repository as its REST API shows it. Credentials go to its own scheme, host and port and nowhere else. Thread-safe.
 */
public final class Vendor implements AutoCloseable {
    /** How long an answer in JSON may be. */
    static final int MAX_JSON = 16 << 20;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int REDIRECTS = 3;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final Exchanges exchanges;
    private final URI base;
    private final Duration patience;

    /**
     * @param base where the repository is, without {@code /api}
     * @param patience how long an answer may take, and how long a transfer may stand still
     */
    public Vendor(URI base, Duration patience) {
        this.base = base;
        this.patience = patience;
        this.exchanges = new Exchanges(http, base, patience);
    }

    /** The address of a path such as {@code /api/records}. */
    public URI at(String path) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }

    /** Where a link of the repository leads; refuses one that leads away from it. */
    public URI own(String link) {
        URI uri = Optional.of(link)
                .filter(text -> !text.isEmpty())
                .map(Vendor::parsed)
                .orElseThrow(() -> badAnswer("The repository gave no link where one was expected."));
        if (!Origin.of(uri).equals(Origin.of(base))) {
            throw badAnswer("The repository at " + base + " gave a link to " + Origin.of(uri)
                    + "; the connector has to be told the address that the repository itself uses.");
        }
        return uri;
    }

    private static URI parsed(String link) {
        try {
            return URI.create(link);
        } catch (IllegalArgumentException e) {
            throw badAnswer("The repository gave a link that is none.");
        }
    }

    /** The status that a GET is answered with where nobody shows a credential. */
    public int statusOf(URI uri) {
        return exchanges.whole(request(uri).GET().build()).statusCode();
    }

    /** What stands there. */
    public JsonNode get(Account account, URI uri) {
        return json(exchanges.whole(authorized(account, uri).GET().build()));
    }

    /**
     * Sends JSON.
     *
     * @param body null for none
     * @return the answer; missing where it is empty
     */
    public JsonNode send(Account account, String method, URI uri, @Nullable JsonNode body) {
        HttpRequest.Builder request = authorized(account, uri);
        if (body == null) {
            return json(exchanges.whole(
                    request.method(method, BodyPublishers.noBody()).build()));
        }
        return json(exchanges.whole(request.header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.toString()))
                .build()));
    }

    /**
     * Sends the content of a file as it comes.
     *
     * @throws IOException where the content cannot be read to its end
     */
    public JsonNode upload(Account account, URI uri, FileContent content) throws IOException {
        TransferProgress progress = new TransferProgress(patience);
        try (InputStream source = progress.watching(content.stream())) {
            HttpRequest request = authorized(account, uri)
                    .header("Content-Type", "application/octet-stream")
                    .PUT(publisher(source, content.length()))
                    .build();
            return json(exchanges.sending(request, progress));
        }
    }

    private static BodyPublisher publisher(InputStream source, OptionalLong length) {
        BodyPublisher chunked = BodyPublishers.ofInputStream(() -> source);
        if (length.isEmpty()) {
            return chunked;
        }
        return length.getAsLong() == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(chunked, length.getAsLong());
    }

    /** The content of a file; from where the repository says it is stored, but without credentials there. */
    public FileContent download(Account account, URI uri) {
        HttpResponse<InputStream> answer = exchanges.streamed(authorized(account, uri));
        for (int i = 0; i < REDIRECTS && isRedirect(answer.statusCode()); i++) {
            URI target = target(answer);
            exchanges.drop(answer);
            boolean home = Origin.of(target).equals(Origin.of(base));
            answer = exchanges.streamed(home ? authorized(account, target) : request(target));
        }
        if (answer.statusCode() != 200) {
            throw RepositoryFailures.of(answer.statusCode(), exchanges.read(answer));
        }
        long length = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
        return new FileContent(
                new TransferProgress(patience).bounding(answer.body()),
                length < 0 ? OptionalLong.empty() : OptionalLong.of(length),
                answer.headers().firstValue("Content-Type"));
    }

    private URI target(HttpResponse<?> answer) {
        URI target = answer.headers()
                .firstValue("Location")
                .map(Vendor::parsed)
                .map(answer.uri()::resolve)
                .orElseThrow(() -> badAnswer("The repository redirects to nowhere."));
        if (!"https".equals(target.getScheme()) && !base.getScheme().equals(target.getScheme())) {
            throw badAnswer("The repository redirects to " + Origin.of(target) + ", which is not protected.");
        }
        return target;
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private HttpRequest.Builder authorized(Account account, URI uri) {
        own(uri.toString());
        return request(uri).header("Authorization", authorization(account.credential()));
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header("Accept", "application/json, */*;q=0.1");
    }

    /** Both dialects know bearer tokens only; what people enter as a password is a personal access token. */
    private static String authorization(Credential credential) {
        return switch (credential) {
            case Credential.BearerToken token -> token.authorization();
            case Credential.Password password -> new Credential.BearerToken(password.password()).authorization();
            case Credential.None none ->
                throw new ConnectorException(Failure.UNAUTHORIZED, "The repository needs an access token.");
        };
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        if (answer.statusCode() >= 300) {
            throw RepositoryFailures.of(answer.statusCode(), answer.body());
        }
        if (answer.body().length == 0) {
            return JSON.missingNode();
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw badAnswer("The repository answered something else than JSON.");
        }
    }

    static ConnectorException badAnswer(String message) {
        return new ConnectorException(Failure.BAD_ANSWER, message);
    }

    /** A name as one segment of a path (RFC 3986 section 3.3), whatever is in it. */
    public static String segment(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (each >= 'a' && each <= 'z')
                    || (each >= 'A' && each <= 'Z')
                    || (each >= '0' && each <= '9')
                    || "-._~".indexOf(each) >= 0;
            encoded.append(plain ? String.valueOf((char) each) : String.format("%%%02X", each & 0xff));
        }
        return encoded.toString();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
