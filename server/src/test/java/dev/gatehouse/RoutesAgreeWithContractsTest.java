package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.gatehouse.http.CrossOrigin;
import dev.gatehouse.http.Route;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.OpenApiContract;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the listeners serve is what the contracts promise, and nothing is open that is not meant to be. */
class RoutesAgreeWithContractsTest {
    /** The only routes that need no bearer token. */
    private static final Set<String> OPEN = Set.of(
            "GET /health/live",
            "GET /health/ready",
            "GET /metrics",
            "GET /openapi",
            "GET /openapi/oauth2-redirect",
            "GET /openapi/contract/{name}",
            "GET /openapi/page/{asset}",
            "POST /oauth2/token",
            "GET /oauth2/register/{clientId}",
            "PUT /oauth2/register/{clientId}",
            "DELETE /oauth2/register/{clientId}",
            "POST /oauth2/introspect",
            "POST /oauth2/revoke",
            "GET /oauth2/jwks",
            "GET /.well-known/oauth-authorization-server",
            "GET /.well-known/oauth-protected-resource",
            "GET /.well-known/oauth-protected-resource/{serviceId}",
            "GET /.well-known/openid-configuration",
            "POST /oauth2/userinfo",
            "GET /oauth2/code",
            "POST /oauth2/code",
            "POST /oauth2/par",
            "POST /oauth2/device_authorization",
            "GET /login",
            "POST /login",
            "POST /password",
            "POST /consent",
            "GET /device",
            "POST /device",
            "GET /account",
            "GET /account/password",
            "POST /account/password",
            "POST /account/consent",
            "POST /account/access",
            "POST /account/session",
            "GET /logout",
            "POST /logout",
            "GET /connect/callback",
            "GET /connect/result/{attempt}",
            "GET /connect/{connector}",
            "POST /connect/{connector}",
            "GET /port-service/redirect",
            "GET /port-service/authorization-success",
            "GET /port-service/authorization-cancel",
            "GET /pages/{file}",
            // The token is that of whoever calls the gateway, and all that is told is what it may do.
            "GET /access/{serviceId}",
            "POST /access/{serviceId}",
            "PUT /access/{serviceId}",
            "PATCH /access/{serviceId}",
            "DELETE /access/{serviceId}",
            "OPTIONS /access/{serviceId}",
            "GET /access/{serviceId}/{path}",
            "POST /access/{serviceId}/{path}",
            "PUT /access/{serviceId}/{path}",
            "PATCH /access/{serviceId}/{path}",
            "DELETE /access/{serviceId}/{path}",
            "OPTIONS /access/{serviceId}/{path}");

    /** The only routes that pages of any origin may call; none reads a cookie. */
    private static final Set<String> FOR_ANY_ORIGIN = Set.of(
            "POST /oauth2/token",
            "POST /oauth2/introspect",
            "POST /oauth2/revoke",
            "POST /oauth2/par",
            "POST /oauth2/device_authorization",
            "GET /oauth2/userinfo",
            "POST /oauth2/userinfo",
            "GET /oauth2/jwks",
            "POST /oauth2/register",
            "GET /oauth2/register/{clientId}",
            "PUT /oauth2/register/{clientId}",
            "DELETE /oauth2/register/{clientId}",
            "GET /.well-known/oauth-authorization-server",
            "GET /.well-known/oauth-protected-resource",
            "GET /.well-known/oauth-protected-resource/{serviceId}",
            "GET /.well-known/openid-configuration");

    private final TestServer server = TestServer.shared();
    private final List<Route> routes = Stream.concat(
                    server.gatehouse().adminRoutes().stream(), server.gatehouse().publicRoutes().stream())
            .toList();
    private final Map<String, OpenApiContract.Operation> operations = OpenApiContract.allOperations().stream()
            .collect(Collectors.toMap(OpenApiContract.Operation::signature, Function.identity()));

    private static String name(Route route) {
        return route.method() + " " + route.path();
    }

    private List<Route> protectedRoutes() {
        return routes.stream().filter(route -> !route.protection().isOpen()).toList();
    }

    @Test
    void everyRouteHasItsOperationAndEveryOperationItsRoute() {
        assertThat(routes.stream().map(RoutesAgreeWithContractsTest::name))
                .containsExactlyInAnyOrderElementsOf(operations.keySet());
    }

    @Test
    void s11_everyRouteIsProtectedOrListedAsOpen() {
        assertThat(routes.stream().filter(route -> route.protection().isOpen()).map(RoutesAgreeWithContractsTest::name))
                .containsExactlyInAnyOrderElementsOf(OPEN);
        assertThat(protectedRoutes())
                .allSatisfy(route -> assertThat(route.protection().anyScope()).isNotEmpty());
    }

    @Test
    void s11_everyContractPromisesTheProtectionOfItsRoute() {
        assertSoftly(softly -> routes.forEach(route -> {
            OpenApiContract.Operation operation = operations.get(name(route));
            softly.assertThat(operation.node().has("security")).as(name(route)).isTrue();
            softly.assertThat(operation.scopes())
                    .as(name(route))
                    .isEqualTo(
                            route.protection().anyScope().stream().map(Set::of).collect(Collectors.toSet()));
        }));
    }

    @Test
    void s11_clientCredentialsAreTakenWhereTheContractSaysSoAndNowhereElse() {
        assertSoftly(softly -> routes.forEach(route -> softly.assertThat(operations
                        .get(name(route))
                        .node()
                        .path("security")
                        .valueStream()
                        .anyMatch(requirement -> requirement.has("clientCredentials")))
                .as(name(route))
                .isEqualTo(route.protection().clientCredentials())));
    }

    @Test
    void s11_everyProtectedRouteRefusesACallerWithoutAToken() {
        for (Route route : protectedRoutes()) {
            call(listenerOf(route), route).expectErrorOf(401, "ERR10002");
        }
    }

    @Test
    void s11_everyProtectedRouteRefusesATokenWithoutItsScope() {
        for (Route route : protectedRoutes()) {
            String[] others = Stream.of(
                            "oauth.admin",
                            "oauth.audit.r",
                            "oauth.client.r",
                            "oauth.client.w",
                            "oauth.service.r",
                            "oauth.service.w",
                            "oauth.user.r",
                            "oauth.user.w")
                    .filter(scope -> !route.protection().anyScope().contains(scope))
                    .toArray(String[]::new);
            Api listener =
                    listenerOf(route).withToken(server.administrator(others).token());
            call(listener, route).expectErrorOf(403, "ERR10005");
        }
    }

    @Test
    void s11_onlyListedRoutesAreForPagesOfAnyOrigin() {
        assertThat(routes.stream()
                        .filter(route -> route.options().sharing() != CrossOrigin.Sharing.LISTED)
                        .map(RoutesAgreeWithContractsTest::name))
                .containsExactlyInAnyOrderElementsOf(FOR_ANY_ORIGIN);
    }

    /** Neither a preflight nor an origin stands in for a token; where gateways ask, OPTIONS is a question as any other. */
    @Test
    void s11_optionsDoesNothingAndAnOriginOpensNothing() {
        for (Route route : routes.stream()
                .filter(each -> each.options().matching() == Route.Matching.SEGMENTS)
                .toList()) {
            String path = path(route);
            Answer preflight = listenerOf(route)
                    .send(
                            "OPTIONS",
                            path,
                            null,
                            "Origin",
                            "https://app.example.org",
                            "Access-Control-Request-Method",
                            route.method());
            boolean shared = FOR_ANY_ORIGIN.contains(name(route));
            preflight.expect(204);
            assertThat(preflight.body()).as(name(route)).isEmpty();
            assertThat(preflight.header("Access-Control-Allow-Origin"))
                    .as(name(route))
                    .isEqualTo(shared ? "*" : null);
        }
        for (Route route : protectedRoutes()) {
            call(listenerOf(route), route, "Origin", "https://app.example.org").expectErrorOf(401, "ERR10002");
        }
    }

    @Test
    void everyRouteTakesTheDocumentedQueryParameters() {
        assertSoftly(softly -> routes.forEach(
                route -> softly.assertThat(operations.get(name(route)).queryParameters())
                        .as(name(route))
                        .isEqualTo(route.query().parameters())));
    }

    @Test
    void everyRouteTakesTheDocumentedBody() {
        assertSoftly(softly -> routes.forEach(route -> {
            var body = operations.get(name(route)).node().path("requestBody");
            Set<String> documented = Set.copyOf(body.path("content").propertyNames());
            softly.assertThat(body.path("required").booleanValue(false))
                    .as(name(route))
                    .isEqualTo(route.body().required());
            softly.assertThat(documented)
                    .as(name(route))
                    .containsAll(route.body().mediaTypes());
        }));
    }

    private Api listenerOf(Route route) {
        return server.gatehouse().publicRoutes().contains(route) ? server.open() : server.admin();
    }

    private static String path(Route route) {
        return route.path().replaceAll("\\{[A-Za-z]+}", "1");
    }

    private static Called call(Api listener, Route route, String... headers) {
        String path = path(route);
        boolean hasBody = route.body().limit() > 0;
        List<String> all = new ArrayList<>(List.of(headers));
        if (hasBody) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        return new Called(
                route, listener.send(route.method(), path, hasBody ? "{}" : null, all.toArray(String[]::new)));
    }

    /** An answer, and the route it is of. */
    private record Called(Route route, Answer answer) {
        void expectErrorOf(int status, String code) {
            answer.expect(status);
            if (route.options().errors() != null) {
                assertThat(answer.header("WWW-Authenticate")).as(name(route)).startsWith("Bearer ");
                return;
            }
            assertThat(answer.json().get("code").asString()).as(name(route)).isEqualTo(code);
        }
    }
}
