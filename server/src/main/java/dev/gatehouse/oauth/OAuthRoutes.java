package dev.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The authorization server's endpoints on the public door. */
public final class OAuthRoutes {
    private final TokenEndpoint tokenEndpoint;
    private final SigningKeys keys;
    private final ServerMetadata metadata;

    OAuthRoutes(TokenEndpoint tokenEndpoint, SigningKeys keys, ServerMetadata metadata) {
        this.tokenEndpoint = tokenEndpoint;
        this.keys = keys;
        this.metadata = metadata;
    }

    public List<Route> all() {
        return List.of(
                Route.post(
                                "/oauth2/token",
                                Protection.open("clients authenticate in the request itself"),
                                BodyRule.FORM,
                                this::token)
                        .withErrors(OAuthErrors::of),
                Route.get("/oauth2/jwks", Protection.open("public keys"), this::jwks)
                        .withMemory(this::jwks),
                Route.get(
                                "/.well-known/oauth-authorization-server",
                                Protection.open("public metadata, RFC 8414"),
                                this::authorizationServer)
                        .withMemory(this::authorizationServer),
                Route.get(
                                "/.well-known/oauth-protected-resource",
                                Protection.open("public metadata, RFC 9728"),
                                this::protectedResource)
                        .withMemory(this::protectedResource));
    }

    private Response token(Request request) {
        try {
            AccessTokenResponse granted = tokenEndpoint.grant(parsed(message(request)));
            byte[] body = granted.toJSONObject().toJSONString().getBytes(StandardCharsets.UTF_8);
            return Response.of(200, Response.JSON, body).withHeader("Pragma", "no-cache");
        } catch (ParseException e) {
            return OAuthErrors.of(
                    e.getErrorObject() == null
                            ? OAuth2Error.INVALID_REQUEST.setDescription(e.getMessage())
                            : e.getErrorObject());
        } catch (GeneralException e) {
            return OAuthErrors.of(e.getErrorObject());
        }
    }

    /** The library quotes what it cannot read in a description that it may then refuse itself. */
    private static TokenRequest parsed(HTTPRequest message) throws ParseException {
        try {
            return TokenRequest.parse(message);
        } catch (IllegalArgumentException e) {
            String problem = "a parameter has a value that cannot be read";
            throw new ParseException(problem, OAuth2Error.INVALID_REQUEST.setDescription(problem), e);
        }
    }

    private HTTPRequest message(Request request) throws ParseException {
        HTTPRequest message = new HTTPRequest(HTTPRequest.Method.POST, URI.create(metadata.tokenEndpoint()));
        message.setContentType(request.header("Content-Type"));
        message.setAuthorization(request.header("Authorization"));
        message.setBody(FormParameters.checked(new String(request.body(), StandardCharsets.UTF_8)));
        return message;
    }

    private Response jwks(Request request) {
        byte[] body = keys.publicKeys().toString(true).getBytes(StandardCharsets.UTF_8);
        return Response.of(200, "application/jwk-set+json", body).withEntityTagOfBody();
    }

    private Response authorizationServer(Request request) {
        return Response.of(200, Response.JSON, metadata.authorizationServer()).withEntityTagOfBody();
    }

    private Response protectedResource(Request request) {
        return Response.of(200, Response.JSON, metadata.protectedResource()).withEntityTagOfBody();
    }
}
