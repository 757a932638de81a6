package dev.gatehouse.oauth;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.auth.SentProof;
import dev.gatehouse.oauth.authorize.ClientEndpoints;
import dev.gatehouse.oauth.grant.Introspection;
import dev.gatehouse.oauth.grant.Revocation;
import dev.gatehouse.oauth.grant.TokenEndpoint;
import dev.gatehouse.oauth.keys.SigningKeys;
import dev.gatehouse.oauth.message.OAuthErrors;
import dev.gatehouse.oauth.message.OAuthForms;
import dev.gatehouse.oauth.metadata.ResourceMetadata;
import dev.gatehouse.oauth.metadata.ServerEndpoints;
import dev.gatehouse.oauth.metadata.ServerMetadata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The authorization server's endpoints on the public listener. */
final class OAuthRoutes {
    private static final Protection BY_CLIENT = Protection.open("clients authenticate in the request itself");
    private static final Protection RESOURCE_METADATA = Protection.open("public metadata, RFC 9728");

    private final ClientEndpoints clients;
    private final TokenEndpoint tokenEndpoint;
    private final Introspection introspection;
    private final Revocation revocation;
    private final SigningKeys keys;
    private final ServerEndpoints endpoints;
    private final ServerMetadata metadata;
    private final ResourceMetadata resources;

    OAuthRoutes(
            ClientEndpoints clients,
            TokenEndpoint tokenEndpoint,
            Introspection introspection,
            Revocation revocation,
            SigningKeys keys,
            ServerEndpoints endpoints,
            ServerMetadata metadata,
            ResourceMetadata resources) {
        this.clients = clients;
        this.tokenEndpoint = tokenEndpoint;
        this.introspection = introspection;
        this.revocation = revocation;
        this.keys = keys;
        this.endpoints = endpoints;
        this.metadata = metadata;
        this.resources = resources;
    }

    /** None reads a cookie, so pages of any origin may call them. */
    List<Route> all() {
        return Stream.concat(Stream.of(tokenRoute()), others()).toList();
    }

    /** A common library of pages sends it with whatever cookies there are; another adds to its query. */
    private Route tokenRoute() {
        return Route.post("/oauth2/token", BY_CLIENT, BodyRule.FORM, this::token)
                .ignoringOtherQuery()
                .withErrors(OAuthErrors::of)
                .sharedWhateverIsSentAlong();
    }

    private Stream<Route> others() {
        return Stream.of(
                        Route.post("/oauth2/par", BY_CLIENT, BodyRule.FORM, clients::push)
                                .withErrors(OAuthErrors::of),
                        Route.post("/oauth2/device_authorization", BY_CLIENT, BodyRule.FORM, clients::device)
                                .withErrors(OAuthErrors::of),
                        Route.post("/oauth2/introspect", BY_CLIENT, BodyRule.FORM, this::introspect)
                                .withErrors(OAuthErrors::of),
                        Route.post("/oauth2/revoke", BY_CLIENT, BodyRule.FORM, this::revoke)
                                .withErrors(OAuthErrors::of),
                        Route.get("/oauth2/jwks", Protection.open("public keys"), this::jwks)
                                .withMemory(this::rememberedJwks),
                        Route.get(
                                        "/.well-known/oauth-authorization-server",
                                        Protection.open("public metadata, RFC 8414"),
                                        this::authorizationServer)
                                .withMemory(this::authorizationServer),
                        Route.get(ResourceMetadata.PATH, RESOURCE_METADATA, this::protectedResource)
                                .withMemory(this::protectedResource),
                        Route.get(ResourceMetadata.PATH + "/{serviceId}", RESOURCE_METADATA, resources::of)
                                .withMemory(resources::remembered))
                .map(Route::sharedWithAnyOrigin);
    }

    private Response token(Request request) {
        return OAuthForms.answer(request, endpoints.token(), message -> token(message, request));
    }

    private Response token(HTTPRequest message, Request request) throws GeneralException {
        return OAuthForms.json(tokenEndpoint
                .grant(
                        OAuthForms.read(message, TokenRequest::parse),
                        SentProof.of(request, List.of(endpoints.token())),
                        request.remoteAddress())
                .toJSONObject()
                .toJSONString());
    }

    private Response introspect(Request request) {
        return OAuthForms.answer(
                request,
                endpoints.introspection(),
                message -> OAuthForms.json(introspection
                        .answer(OAuthForms.read(message, TokenIntrospectionRequest::parse), request.remoteAddress())
                        .toJSONObject()
                        .toJSONString()));
    }

    private Response revoke(Request request) {
        return OAuthForms.answer(request, endpoints.revocation(), message -> {
            TokenRevocationRequest asked =
                    OAuthForms.read(OAuthForms.withClient(message), TokenRevocationRequest::parse);
            revocation.revoke(asked, request.remoteAddress());
            return Response.of(200, null, new byte[0]);
        });
    }

    private Response jwks(Request request) {
        return answer(keys.publicKeys());
    }

    private @Nullable Response rememberedJwks(Request request) {
        JWKSet known = keys.rememberedPublicKeys();
        return known == null ? null : answer(known);
    }

    private static Response answer(JWKSet keys) {
        byte[] body = keys.toString(true).getBytes(StandardCharsets.UTF_8);
        return Response.of(200, "application/jwk-set+json", body).withEntityTagOfBody();
    }

    private Response authorizationServer(Request request) {
        return Response.of(200, Response.JSON, metadata.authorizationServer()).withEntityTagOfBody();
    }

    private Response protectedResource(Request request) {
        return Response.of(200, Response.JSON, metadata.protectedResource()).withEntityTagOfBody();
    }
}
