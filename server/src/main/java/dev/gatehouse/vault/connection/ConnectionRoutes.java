package dev.gatehouse.vault.connection;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.http.Paging;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.vault.connector.VaultNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /connections}: who is connected to what, and fresh tokens. */
public final class ConnectionRoutes {
    public static final Protection READ = Protection.anyScope("token-storage.r");
    public static final Protection WRITE = Protection.anyScope("token-storage.w");
    private static final String CONNECTIONS = "/connections";
    private static final String CONNECTION = "/connections/{user}/{connector}";
    private static final String[] FILTERS = {"user", "connector", "status"};
    private static final int MAX_VALIDITY = 86_400;
    private static final char SEPARATOR = '/';

    private final Connections connections;
    private final TokenReads reads;
    private final Clock clock;

    public ConnectionRoutes(Connections connections, TokenReads reads, Clock clock) {
        this.connections = connections;
        this.reads = reads;
        this.clock = clock;
    }

    public List<Route> all() {
        List<Route> routes = List.of(
                Route.get(CONNECTIONS, READ, this::list)
                        .withQuery("page", "pageSize", "after", "user", "connector", "status"),
                Route.get(CONNECTION, READ, this::get),
                Route.delete(CONNECTION, WRITE, this::disconnect),
                Route.get(CONNECTION + "/token", READ, this::token)
                        .withQuery("min_valid")
                        .withMemory(this::rememberedToken));
        return routes.stream().map(Route::withClientCredentials).toList();
    }

    private Response list(Request request) {
        Page page = Paging.of(request);
        String connector = request.query("connector");
        Connections.Listing listing = connections.list(
                request.caller(),
                page,
                after(request),
                request.query("user"),
                connector == null ? null : VaultNames.normalized(connector),
                status(request));
        Instant now = clock.instant();
        List<ConnectionView> views = listing.connections().stream()
                .map(connection -> ConnectionView.of(connection, now))
                .toList();
        String last = listing.connections().isEmpty()
                ? null
                : afterKey(listing.connections().getLast().id());
        return Paging.answer(request, page, views, listing.total(), last, FILTERS);
    }

    private Response get(Request request) {
        return Response.ok(ConnectionView.of(connections.get(request.caller(), id(request)), clock.instant()));
    }

    private Response disconnect(Request request) {
        connections.disconnect(request.caller(), id(request));
        return Response.noContent();
    }

    private @Nullable Response rememberedToken(Request request) {
        byte[] known = reads.remembered(request.caller(), id(request), wanted(request));
        return known == null ? null : Response.of(200, Response.JSON, known);
    }

    private Response token(Request request) {
        byte[] token = reads.read(request.caller(), id(request), wanted(request));
        return Response.of(200, Response.JSON, token);
    }

    private static Freshness wanted(Request request) {
        return request.query("min_valid") == null
                ? Freshness.ANY
                : Freshness.atLeast(Duration.ofSeconds(request.queryNumber("min_valid", 0, 0, MAX_VALIDITY)));
    }

    private static ConnectionId id(Request request) {
        return new ConnectionId(
                request.pathParameter("user"), VaultNames.normalized(request.pathParameter("connector")));
    }

    private static @Nullable ConnectionStatus status(Request request) {
        String label = request.query("status");
        if (label == null) {
            return null;
        }
        return Arrays.stream(ConnectionStatus.values())
                .filter(status -> status.label().equals(label))
                .findFirst()
                .orElseThrow(() -> ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                        "status", label, "send connected, refreshing, retrying, reconnect_required or revoked"));
    }

    /** Where a page ended: person and connector, which has no slash. */
    public static String afterKey(ConnectionId id) {
        return id.userId() + SEPARATOR + id.connector();
    }

    /** The inverse of {@link #afterKey}, from the request; null where it has none. */
    public static @Nullable ConnectionId after(Request request) {
        String after = request.query("after");
        if (after == null) {
            return null;
        }
        int separator = after.lastIndexOf(SEPARATOR);
        if (separator < 0) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    "after", after, "send the user and the connector of the last entry, with a slash between them");
        }
        return new ConnectionId(after.substring(0, separator), after.substring(separator + 1));
    }
}
