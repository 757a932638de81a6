package dev.gatehouse.clients.registration;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientUpdateRequest;
import dev.gatehouse.api.Json;
import dev.gatehouse.api.SentText;
import dev.gatehouse.clients.ClientRoutes;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.ErrorForm;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.minidev.json.JSONObject;

/** {@code /oauth2/register} on the public listener (RFC 7591, RFC 7592). */
public final class RegistrationRoutes {
    private static final String REGISTER = "/oauth2/register";
    private static final String REGISTERED = "/oauth2/register/{clientId}";
    private static final Protection BY_REGISTRATION_TOKEN =
            Protection.open("the registration access token of RFC 7592 is checked here");

    private final DynamicRegistration registration;

    public RegistrationRoutes(DynamicRegistration registration) {
        this.registration = registration;
    }

    /** A bearer token says who calls, never a cookie, so pages of any origin may (RFC 9700 section 2.6). */
    public List<Route> all() {
        ErrorForm errors = ErrorForm.of(REGISTER, RegistrationErrors::of);
        return Stream.of(
                        Route.post(REGISTER, ClientRoutes.REGISTER, BodyRule.JSON, this::register),
                        Route.get(REGISTERED, BY_REGISTRATION_TOKEN, this::read),
                        Route.put(REGISTERED, BY_REGISTRATION_TOKEN, BodyRule.JSON, this::update),
                        Route.delete(REGISTERED, BY_REGISTRATION_TOKEN, this::delete))
                .map(route -> route.withErrors(errors).sharedWithAnyOrigin())
                .toList();
    }

    private Response register(Request request) {
        try {
            HTTPRequest message = message(request, registration.endpoint());
            var metadata =
                    parsed(() -> OIDCClientRegistrationRequest.parse(message)).getOIDCClientMetadata();
            metadata.applyDefaults();
            return shown(201, registration.register(request.caller(), metadata));
        } catch (ParseException e) {
            return refusal(e);
        }
    }

    private Response read(Request request) {
        return managed(request, itself -> shown(200, registration.read(itself)));
    }

    private Response update(Request request) {
        return managed(request, itself -> {
            String clientId = itself.client().clientId();
            HTTPRequest message = message(request, registration.endpoint(clientId));
            var parsed = parsed(() -> OIDCClientUpdateRequest.parse(message));
            if (!clientId.equals(parsed.getClientID().getValue())) {
                return RegistrationErrors.of(
                        RegistrationError.INVALID_CLIENT_METADATA.setDescription("client_id is another client's"));
            }
            var metadata = parsed.getOIDCClientMetadata();
            metadata.applyDefaults();
            return shown(200, registration.update(itself, metadata, parsed.getClientSecret()));
        });
    }

    private Response delete(Request request) {
        return managed(request, itself -> {
            registration.delete(itself);
            return Response.noContent();
        });
    }

    /** What a client does with its own registration. */
    @FunctionalInterface
    private interface Management {
        Response of(DynamicRegistration.Itself itself) throws ParseException;
    }

    private Response managed(Request request, Management management) {
        String authorization = request.header("Authorization");
        if (authorization == null) {
            return RegistrationErrors.of(BearerTokenError.MISSING_TOKEN);
        }
        try {
            SecretValue token =
                    SecretValue.of(BearerAccessToken.parse(authorization).getValue());
            Optional<DynamicRegistration.Itself> itself =
                    registration.authenticated(request.pathParameter("clientId"), token);
            if (itself.isEmpty()) {
                return RegistrationErrors.of(BearerTokenError.INVALID_TOKEN);
            }
            return itself.get().outgrown() ? RegistrationErrors.outgrown() : management.of(itself.get());
        } catch (ParseException e) {
            return e.getErrorObject() instanceof BearerTokenError error ? RegistrationErrors.of(error) : refusal(e);
        }
    }

    /** What the library reads from a message. */
    @FunctionalInterface
    private interface Parsing<T> {
        T parse() throws ParseException;
    }

    /**
     * The library quotes what it cannot read in a description that it may then refuse itself, and expects no null in a
     * list.
     */
    private static <T> T parsed(Parsing<T> parsing) throws ParseException {
        try {
            return parsing.parse();
        } catch (RuntimeException e) {
            String problem = "a member has a value that cannot be read";
            throw new ParseException(problem, RegistrationError.INVALID_CLIENT_METADATA.setDescription(problem), e);
        }
    }

    private static HTTPRequest message(Request request, URI url) throws ParseException {
        HTTPRequest message = new HTTPRequest(HTTPRequest.Method.valueOf(request.method()), url);
        message.setContentType(request.header("Content-Type"));
        message.setAuthorization(request.header("Authorization"));
        SentText.check(Json.parse(request.body())); // The library takes any text.
        message.setBody(withoutStatement(new String(request.body(), StandardCharsets.UTF_8)));
        return message;
    }

    /** RFC 7591 section 3.1.1: whoever knows no software statements ignores them; the library would read them. */
    private static String withoutStatement(String body) throws ParseException {
        if (!body.contains("software_statement")) {
            return body;
        }
        JSONObject members = JSONObjectUtils.parse(body);
        members.remove("software_statement");
        return members.toJSONString();
    }

    private static Response refusal(ParseException e) {
        return RegistrationErrors.of(
                e.getErrorObject() == null
                        ? RegistrationError.INVALID_CLIENT_METADATA.setDescription(
                                ErrorObject.removeIllegalChars(e.getMessage()))
                        : e.getErrorObject());
    }

    private static Response shown(int status, DynamicRegistration.Registered client) {
        JSONObject members = client.information().toJSONObject();
        if (!client.accessRequests().isEmpty()) {
            members.put("accessRequests", client.accessRequests());
        }
        byte[] body = members.toJSONString().getBytes(StandardCharsets.UTF_8);
        return Response.of(status, Response.JSON, body).withHeader("Pragma", "no-cache");
    }
}
