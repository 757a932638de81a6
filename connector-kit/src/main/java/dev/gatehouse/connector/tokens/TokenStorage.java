package dev.gatehouse.connector.tokens;

import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.client.GatehouseBuilder;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.connection.ConnectionToken;
import dev.gatehouse.client.tokenstorage.StoredToken;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What connectors ask the token storage (contracts/token-storage.yaml). Thread-safe; every call is bounded in time and size,
 * and throws {@link GatehouseException} where it does not succeed.
 */
public final class TokenStorage implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 1024 * 1024;

    private final TokenStorageAddress address;
    private final Optional<Duration> tokenLife;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Thread::startVirtualThread)
            .build();
    private final Gatehouse gatehouse;

    /**
     * @param timeout for one call, to the last byte of its answer
     * @param tokenLife how long an access token must be good at least; none for the freshest that there is
     */
    public TokenStorage(TokenStorageAddress address, Duration timeout, Optional<Duration> tokenLife) {
        this.address = address;
        this.tokenLife = tokenLife;
        GatehouseBuilder client = Gatehouse.atAdmin(address.admin())
                .over(http)
                .timeout(timeout)
                .longestReply(MAX_BYTES)
                .withHeaders(TokenStorage::traceContext)
                .anonymously();
        address.client().ifPresent(client::withBasic);
        this.gatehouse = client.build();
    }

    /** @return what it answered */
    JsonNode register(ObjectNode service) {
        return gatehouse.tokenStorage().register(service);
    }

    ConnectionToken accessToken(String user, String connector) {
        return tokenLife
                .map(life -> gatehouse.connections().accessToken(user, connector, life))
                .orElseGet(() -> gatehouse.connections().accessToken(user, connector));
    }

    /** What a person entered, with their name at the third party. */
    StoredToken credentials(String user, String connector) {
        return gatehouse.storedTokens().get(user, connector);
    }

    /** Has the token storage fetch another access token. */
    void refresh(String user, String connector) {
        gatehouse.storedTokens().refresh(user, connector);
    }

    /** What the token storage says is wrong, or why it says nothing. */
    static String description(GatehouseException failure) {
        return failure.description().isEmpty() ? "status " + failure.status() : failure.description();
    }

    private static Map<String, String> traceContext() {
        Map<String, String> fields = new HashMap<>();
        W3CTraceContextPropagator.getInstance()
                .inject(Context.current(), fields, (carrier, name, value) -> fields.put(name, value));
        return fields;
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
