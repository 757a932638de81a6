package dev.gatehouse.vault.tokenstorage;

import dev.gatehouse.api.Json;
import dev.gatehouse.api.Page;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.ErrorForm;
import dev.gatehouse.http.Paging;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.vault.connection.Connection;
import dev.gatehouse.vault.connection.ConnectionRoutes;
import dev.gatehouse.vault.connection.Connections;
import dev.gatehouse.vault.connection.ReadAudit;
import dev.gatehouse.vault.connector.ConnectorInput;
import dev.gatehouse.vault.connector.ConnectorStore;
import dev.gatehouse.vault.connector.Connectors;
import dev.gatehouse.vault.connector.RegistrationPlace;
import dev.gatehouse.vault.connector.VaultNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code /token-storage}: services, people and their tokens, in the form existing connectors use. */
public final class TokenStorageRoutes {
    private static final Protection READ = ConnectionRoutes.READ;
    private static final Protection WRITE = ConnectionRoutes.WRITE;

    private static final String ROOT = "/token-storage";
    private static final String SERVICE = ROOT + "/service";
    private static final String USER = ROOT + "/user";
    private static final String TOKEN = USER + "/{userId}/token";
    private static final String ONE_TOKEN = TOKEN + "/{tokenId}";
    private static final int ENTRIES_AT_ONCE = 1000;

    /** Fewer and bounded, since each may bring an icon. */
    private static final int SERVICES_AT_ONCE = 200;

    /** What existing callers tell apart: who is not there, or has no token; and what is not registered. */
    private static final ErrorForm NO_USER = TokenStorageErrors.naming("UserNotExistsError");

    private static final ErrorForm NO_SERVICE = TokenStorageErrors.naming("ServiceNotExistsError");

    private static final BodyRule SERVICE_BODY = new BodyRule(256 * 1024, Set.of("application/json"), true);

    private final Connectors connectors;
    private final VaultUsers users;
    private final UserTokens tokens;
    private final Connections connections;
    private final ConnectorInput connectorInput;
    private final ReadAudit audit;
    private final TokenInput tokenInput = new TokenInput();

    public TokenStorageRoutes(
            Connectors connectors,
            VaultUsers users,
            UserTokens tokens,
            Connections connections,
            ConnectorInput connectorInput,
            ReadAudit audit) {
        this.connectors = connectors;
        this.users = users;
        this.tokens = tokens;
        this.connections = connections;
        this.connectorInput = connectorInput;
        this.audit = audit;
    }

    public List<Route> all() {
        Stream<Route> plain = Stream.of(
                Route.get(SERVICE, READ, this::listServices).withQuery("pageSize", "after"),
                Route.post(SERVICE, WRITE, SERVICE_BODY, this::register),
                Route.get(SERVICE + "/{servicename}", READ, this::service),
                Route.delete(SERVICE + "/{servicename}", WRITE, this::removeService),
                Route.get(USER, READ, this::listUsers).withQuery("pageSize", "after"),
                Route.post(USER, WRITE, BodyRule.JSON, this::addUser),
                Route.get(USER + "/{userId}", READ, this::user),
                Route.delete(USER + "/{userId}", WRITE, this::removeUser),
                Route.get(TOKEN, READ, this::tokensOfUser),
                Route.get(ONE_TOKEN, READ, this::token),
                Route.put(ONE_TOKEN, WRITE, BodyRule.NONE, this::refresh),
                Route.get(ROOT + "/token", READ, this::listTokens).withQuery("pageSize", "after"));
        Stream<Route> naming = Stream.of(
                Route.post(TOKEN, WRITE, BodyRule.JSON, this::addTokenOfUser).withErrors(NO_SERVICE),
                Route.post(ROOT + "/token", WRITE, BodyRule.JSON, this::addToken)
                        .withErrors(NO_SERVICE),
                Route.delete(ONE_TOKEN, WRITE, this::removeToken).withErrors(NO_USER));
        return Stream.concat(plain.map(route -> route.withErrors(TokenStorageErrors.below(ROOT))), naming)
                .map(Route::withClientCredentials)
                .toList();
    }

    private Response listServices(Request request) {
        return page(
                request,
                SERVICES_AT_ONCE,
                page -> audited(request, connectors.list(page.after(), page.size())),
                registered -> TokenStorageJson.service(request.caller(), registered),
                registered -> RegistrationPlace.of(registered.connector()).key());
    }

    private List<ConnectorStore.Registered> audited(Request request, List<ConnectorStore.Registered> shown) {
        audit.recordSecrets(
                request.caller(),
                shown.stream()
                        .filter(each -> TokenStorageJson.showsSecret(request.caller(), each))
                        .map(each -> each.connector().name())
                        .toList());
        return shown;
    }

    private Response register(Request request) {
        Connectors.Outcome outcome = connectors.register(request.caller(), connectorInput.read(request.body()));
        return outcome == Connectors.Outcome.NEW
                ? success(200)
                : answer(200, Map.of("success", true, "message", "ServiceExistsAlreadyError"));
    }

    private Response service(Request request) {
        List<ConnectorStore.Registered> one = audited(request, List.of(connectors.get(servicename(request))));
        return answer(200, TokenStorageJson.service(request.caller(), one.getFirst()));
    }

    private Response removeService(Request request) {
        connectors.delete(request.caller(), servicename(request));
        return success(200);
    }

    private static String servicename(Request request) {
        return VaultNames.normalized(request.pathParameter("servicename"));
    }

    private Response listUsers(Request request) {
        return page(
                request,
                ENTRIES_AT_ONCE,
                page -> users.list(request.caller(), page),
                TokenStorageJson::user,
                Function.identity());
    }

    private Response addUser(Request request) {
        users.add(request.caller(), tokenInput.readUser(request.body()));
        return success(200);
    }

    private Response user(Request request) {
        String userId = request.pathParameter("userId");
        users.require(request.caller(), userId);
        return answer(200, TokenStorageJson.user(userId));
    }

    private Response removeUser(Request request) {
        users.remove(request.caller(), request.pathParameter("userId"));
        return success(200);
    }

    private Response tokensOfUser(Request request) {
        List<Map<String, Object>> shown = tokens.ofUser(request.caller(), request.pathParameter("userId")).stream()
                .map(each -> TokenStorageJson.token(request.caller(), each))
                .toList();
        return answer(200, TokenStorageJson.list(shown));
    }

    private Response addTokenOfUser(Request request) {
        return added(request, tokenInput.read(request.body(), request.pathParameter("userId")));
    }

    private Response addToken(Request request) {
        return added(request, tokenInput.readWithUser(request.body()));
    }

    private Response added(Request request, TokenInput.Given given) {
        return success(tokens.add(request.caller(), given) ? 200 : 201);
    }

    private Response listTokens(Request request) {
        return page(
                request,
                ENTRIES_AT_ONCE,
                page -> tokens.list(request.caller(), ConnectionRoutes.after(request), page.size()),
                shown -> TokenStorageJson.token(request.caller(), shown),
                shown -> ConnectionRoutes.afterKey(shown.connection().id()));
    }

    private Response token(Request request) {
        UserTokens.Shown shown =
                tokens.get(request.caller(), request.pathParameter("userId"), request.pathParameter("tokenId"));
        return answer(200, TokenStorageJson.token(request.caller(), shown));
    }

    private Response refresh(Request request) {
        tokens.refresh(request.caller(), request.pathParameter("userId"), request.pathParameter("tokenId"));
        return success(200);
    }

    private Response removeToken(Request request) {
        Connection connection =
                tokens.find(request.caller(), request.pathParameter("userId"), request.pathParameter("tokenId"));
        connections.disconnect(request.caller(), connection.id());
        return success(200);
    }

    /** Up to {@code pageSize} entries; where there may be more, a Link header says where. */
    private static <T> Response page(
            Request request,
            int maximum,
            Function<Page, List<T>> load,
            Function<T, Object> show,
            Function<T, String> key) {
        Page page = Paging.following(request, maximum);
        List<T> entries = load.apply(page);
        Response response =
                answer(200, TokenStorageJson.list(entries.stream().map(show).toList()));
        String last = entries.isEmpty() ? null : key.apply(entries.getLast());
        return Paging.withNext(response, request, page, entries.size(), last);
    }

    private static Response success(int status) {
        return answer(status, Map.of("success", true));
    }

    private static Response answer(int status, Object body) {
        return Response.of(status, Response.JSON, Json.bytes(body));
    }
}
