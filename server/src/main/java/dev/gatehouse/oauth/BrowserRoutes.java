package dev.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.id.Issuer;
import dev.gatehouse.api.Json;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.oauth.authorize.AuthorizationEndpoint;
import dev.gatehouse.oauth.authorize.AuthorizationRequests;
import dev.gatehouse.oauth.authorize.AuthorizationResponses;
import dev.gatehouse.oauth.authorize.ClientEndpoints;
import dev.gatehouse.oauth.authorize.ImplicitResponses;
import dev.gatehouse.oauth.clientauth.ClientAuthenticator;
import dev.gatehouse.oauth.message.OAuthErrors;
import dev.gatehouse.oauth.metadata.ServerMetadata;
import dev.gatehouse.oauth.signin.AccountPages;
import dev.gatehouse.oauth.signin.ConsentForms;
import dev.gatehouse.oauth.signin.DevicePages;
import dev.gatehouse.oauth.signin.LogoutEndpoint;
import dev.gatehouse.oauth.signin.SignIn;
import dev.gatehouse.oauth.signin.SignedInVisitors;
import dev.gatehouse.oauth.token.UserClaims;
import dev.gatehouse.pages.PageFiles;
import dev.gatehouse.pages.Visitors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The endpoints that people and their browsers meet, and those where clients begin an authorization. Thread-safe. */
final class BrowserRoutes {
    private static final Protection PEOPLE = Protection.open("people sign in here");
    private static final Protection FORM = Protection.open("a page's form; carries a token of its own against forgery");
    private static final Protection CLIENTS = Protection.open("clients authenticate in the request itself");

    private final FrontChannelParts parts;
    private final AuthorizationEndpoint authorization;
    private final SignIn signIn;
    private final ConsentForms consent;
    private final DevicePages devices;
    private final AccountPages account;
    private final LogoutEndpoint logout;
    private final ClientEndpoints clients;
    private final UserClaims claims;
    private final byte[] openidMetadata;

    BrowserRoutes(FrontChannelParts parts, ClientAuthenticator authenticator, ServerMetadata metadata) {
        Issuer issuer = new Issuer(metadata.issuer());
        this.parts = parts;
        claims = new UserClaims(parts.users());
        ImplicitResponses implicit =
                new ImplicitResponses(issuer, parts.tokens(), parts.idTokens(), claims, parts.clock());
        authorization = new AuthorizationEndpoint(
                parts, new AuthorizationResponses(issuer, parts.codes(), implicit, parts.pages()));
        signIn = new SignIn(parts, authorization);
        consent = new ConsentForms(parts, authorization);
        devices = new DevicePages(parts, signIn);
        account = new AccountPages(parts, signIn);
        logout = new LogoutEndpoint(parts);
        clients = new ClientEndpoints(metadata.issuer(), authenticator, parts);
        openidMetadata = metadata.openid();
    }

    /** Who is in front of pages of other features. */
    Visitors visitors() {
        return new SignedInVisitors(parts.browsers(), signIn);
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(pages());
        routes.addAll(withoutCookies());
        routes.add(new PageFiles().route());
        return routes;
    }

    /** What programs call, those that run in pages of other origins among them. */
    private List<Route> withoutCookies() {
        return List.of(
                        Route.post("/oauth2/par", CLIENTS, BodyRule.FORM, clients::push)
                                .withErrors(OAuthErrors::of),
                        Route.post("/oauth2/device_authorization", CLIENTS, BodyRule.FORM, clients::device)
                                .withErrors(OAuthErrors::of),
                        Route.get("/oauth2/userinfo", Protection.anyScope("openid"), this::userInfo),
                        Route.post("/oauth2/userinfo", Protection.anyScope("openid"), BodyRule.NONE, this::userInfo),
                        Route.get(
                                        "/.well-known/openid-configuration",
                                        Protection.open("public metadata, OpenID Connect Discovery"),
                                        this::openid)
                                .withMemory(this::openid))
                .stream()
                .map(Route::sharedWithAnyOrigin)
                .toList();
    }

    private List<Route> pages() {
        return List.of(
                        Route.get("/oauth2/code", PEOPLE, authorization::get)
                                .withQuery(AuthorizationRequests.PARAMETERS)
                                .ignoringOtherQuery(),
                        Route.post("/oauth2/code", PEOPLE, BodyRule.FORM, authorization::post)
                                .ignoringOtherQuery(),
                        Route.get("/login", PEOPLE, signIn::page),
                        Route.post("/login", FORM, BodyRule.FORM, signIn::submit),
                        Route.post("/password", FORM, BodyRule.FORM, signIn::changePassword),
                        Route.post("/consent", FORM, BodyRule.FORM, consent::submit),
                        Route.get("/device", PEOPLE, devices::page).withQuery("user_code"),
                        Route.post("/device", FORM, BodyRule.FORM, devices::submit),
                        Route.get("/account", PEOPLE, account::page),
                        Route.post("/account/consent", FORM, BodyRule.FORM, account::removeConsent),
                        Route.post("/account/session", FORM, BodyRule.FORM, account::endSession),
                        Route.get("/logout", PEOPLE, logout::get)
                                .withQuery(LogoutEndpoint.PARAMETERS)
                                .ignoringOtherQuery(),
                        Route.post("/logout", FORM, BodyRule.FORM, logout::post))
                .stream()
                .map(route -> route.withErrors(parts.pages()::error))
                .toList();
    }

    /** OpenID Connect Core section 5.3. */
    private Response userInfo(Request request) {
        Set<String> scopes = request.caller().scopes();
        String userId = request.caller().userId();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("sub", userId);
        answer.putAll(claims.of(userId, scopes));
        return Response.of(200, Response.JSON, Json.bytes(answer));
    }

    private Response openid(Request request) {
        return Response.of(200, Response.JSON, openidMetadata).withEntityTagOfBody();
    }
}
