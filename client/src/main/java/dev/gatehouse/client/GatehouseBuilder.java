package dev.gatehouse.client;

import dev.gatehouse.client.call.AccessTokens;
import dev.gatehouse.client.call.ClientCredentials;
import dev.gatehouse.client.call.ClientCredentialsTokens;
import dev.gatehouse.client.call.ClientCredentialsTokens.IssuedToken;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.call.Transport;
import dev.gatehouse.client.token.IssuedTokens;
import dev.gatehouse.client.token.TokenTarget;
import dev.gatehouse.client.token.Tokens;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a client is made of. Used by one thread. */
public final class GatehouseBuilder {
    private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
    private static final int MAX_PAGE_SIZE = 200;

    private final Transport.Listeners listeners;
    private Duration timeout = Duration.ofSeconds(30);
    private int pageSize = 100;
    private Clock clock = Clock.systemUTC();
    private TokenTarget target = TokenTarget.everything();
    private @Nullable HttpClient http;
    private @Nullable ClientCredentials credentials;
    private @Nullable AccessTokens tokens;

    GatehouseBuilder(Transport.Listeners listeners) {
        this.listeners = listeners;
    }

    /** Calls as this client, with tokens that are got and renewed by themselves. */
    public GatehouseBuilder withClientCredentials(String clientId, String clientSecret) {
        credentials = new ClientCredentials(clientId, Secret.of(clientSecret));
        return this;
    }

    /** Asks for these scopes only, in place of all that the client may have. */
    public GatehouseBuilder forScopes(String... scopes) {
        target = TokenTarget.scopes(scopes);
        return this;
    }

    /** Calls with these tokens in place of the client's own, such as a user's. */
    public GatehouseBuilder withTokens(AccessTokens source) {
        tokens = source;
        return this;
    }

    /** How long one call may take, to the last byte of its answer; 30 seconds where nothing is said. */
    public GatehouseBuilder timeout(Duration longest) {
        timeout = longest;
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
        Transport transport = Transport.anonymous(
                listeners, new Transport.Limits(timeout, pageSize), http == null ? usualHttp() : http);
        if (credentials != null) {
            transport = transport.withClient(credentials);
            transport = transport.withTokens(ownTokens(new Tokens(transport), target));
        }
        return new Gatehouse(tokens == null ? transport : transport.withTokens(tokens));
    }

    private AccessTokens ownTokens(Tokens endpoint, TokenTarget wanted) {
        return new ClientCredentialsTokens(
                () -> {
                    IssuedTokens issued = endpoint.clientCredentials(wanted);
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
