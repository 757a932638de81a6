package dev.gatehouse.client;

import dev.gatehouse.client.call.AccessTokenSource;
import dev.gatehouse.client.call.ClientCredentials;
import dev.gatehouse.client.call.ClientCredentialsTokens;
import dev.gatehouse.client.call.ClientCredentialsTokens.IssuedToken;
import dev.gatehouse.client.call.Identity;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.call.Transport;
import dev.gatehouse.client.token.GrantedTokens;
import dev.gatehouse.client.token.TokenTarget;
import dev.gatehouse.client.token.TokensApi;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a client is made of. Used by one thread. */
public final class GatehouseBuilder {
    private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
    private static final int MAX_PAGE_SIZE = 200;

    private final Transport.Listeners listeners;
    private Duration timeout = Duration.ofSeconds(30);
    private long replyBytes = 64L * 1024 * 1024;
    private int pageSize = 100;
    private Clock clock = Clock.systemUTC();
    private TokenTarget target = TokenTarget.everything();
    private Supplier<Map<String, String>> headers = Map::of;
    private Identity identity = Identity.nobody();
    private @Nullable HttpClient http;
    private @Nullable AccessTokenSource tokens;

    GatehouseBuilder(Transport.Listeners listeners) {
        this.listeners = listeners;
    }

    /** Calls as this client, with tokens that are got and renewed by themselves. */
    public GatehouseBuilder withClientCredentials(String clientId, String clientSecret) {
        identity = Identity.client(new ClientCredentials(clientId, Secret.of(clientSecret)));
        return this;
    }

    /**
     * Calls as this client without any token: token storage, connections and the port service take its id and secret with
     * every call (HTTP Basic). Other parts of the admin listener refuse them.
     */
    public GatehouseBuilder withBasic(ClientCredentials credentials) {
        identity = Identity.basic(credentials);
        return this;
    }

    /** Shows nothing, where a proxy or the server itself says who calls. */
    public GatehouseBuilder anonymously() {
        identity = Identity.anonymous();
        return this;
    }

    /** Asks for these scopes only, in place of all that the client may have. */
    public GatehouseBuilder forScopes(String... scopes) {
        target = TokenTarget.scopes(scopes);
        return this;
    }

    /** Calls with these tokens in place of the client's own, such as a user's. */
    public GatehouseBuilder withTokens(AccessTokenSource source) {
        tokens = source;
        return this;
    }

    /** How long one call may take, to the last byte of its answer; 30 seconds where nothing is said. */
    public GatehouseBuilder timeout(Duration longest) {
        timeout = longest;
        return this;
    }

    /** How long an answer may be, in bytes; 64 MiB where nothing is said. */
    public GatehouseBuilder longestReply(long bytes) {
        replyBytes = bytes;
        return this;
    }

    /** Header fields that every call has, such as {@code traceparent}; asked for at each request, on the thread that calls. */
    public GatehouseBuilder withHeaders(Supplier<Map<String, String>> fields) {
        headers = fields;
        return this;
    }

    /** How many elements of a list are asked for at once, 1 to 200; 100 where nothing is said. */
    public GatehouseBuilder pageSize(int elements) {
        if (elements < 1 || elements > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("not from 1 to " + MAX_PAGE_SIZE + ": " + elements);
        }
        pageSize = elements;
        return this;
    }

    /** Calls over this, for proxies and certificates of one's own. It must not follow redirects. */
    public GatehouseBuilder over(HttpClient client) {
        http = client;
        return this;
    }

    /** What tells when tokens are to be renewed, for tests. */
    public GatehouseBuilder clock(Clock time) {
        clock = time;
        return this;
    }

    public Gatehouse build() {
        Transport transport = new Transport(
                listeners,
                new Transport.Limits(timeout, replyBytes, pageSize),
                new Transport.Wire(http == null ? usualHttp() : http, headers),
                identity);
        if (tokens != null) {
            return new Gatehouse(transport.as(identity.withTokens(tokens)));
        }
        boolean getsTokens = identity.client() != null && identity.inPlaceOfTokens() == null;
        return new Gatehouse(
                getsTokens
                        ? transport.as(identity.withTokens(ownTokens(new TokensApi(transport), target)))
                        : transport);
    }

    private AccessTokenSource ownTokens(TokensApi endpoint, TokenTarget wanted) {
        return new ClientCredentialsTokens(
                () -> {
                    GrantedTokens issued = endpoint.clientCredentials(wanted);
                    return new IssuedToken(issued.accessToken(), Duration.ofSeconds(issued.expiresIn()));
                },
                clock);
    }

    private static HttpClient usualHttp() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIME)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }
}
