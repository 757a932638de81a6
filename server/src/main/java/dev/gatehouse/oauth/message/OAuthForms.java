package dev.gatehouse.oauth.message;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Turns requests with a form into messages of the protocol library, and its failures into answers. Stateless. */
public final class OAuthForms {
    private OAuthForms() {}

    /** Something that reads a message and answers it. */
    @FunctionalInterface
    public interface Answering {
        public Response answer(HTTPRequest message) throws GeneralException;
    }

    /** What the protocol library makes of a message. */
    @FunctionalInterface
    public interface Reader<T> {
        public T read(HTTPRequest message) throws ParseException;
    }

    /**
     * Reads a message.
     *
     * @throws ParseException whatever the library makes of a stranger's bytes, such as failing on what it quotes in its own
     *     complaint
     */
    public static <T> T read(HTTPRequest message, Reader<T> reader) throws ParseException {
        try {
            return reader.read(message);
        } catch (RuntimeException e) {
            String problem = "a parameter has a value that cannot be read";
            throw new ParseException(problem, OAuth2Error.INVALID_REQUEST.setDescription(problem), e);
        }
    }

    /**
     * Makes sure that there is some client authentication.
     *
     * @throws GeneralException invalid_client (RFC 6749 section 5.2)
     */
    public static HTTPRequest withClient(HTTPRequest message) throws GeneralException {
        if (message.getAuthorization() == null
                && !message.getBodyAsFormParameters().containsKey("client_id")
                && !message.getBodyAsFormParameters().containsKey("client_assertion")) {
            throw OAuthErrors.refuse(
                    OAuth2Error.INVALID_CLIENT, "authenticate with client_secret_basic or client_secret_post");
        }
        return message;
    }

    /** The answer, or the RFC 6749 section 5.2 error in its place. */
    public static Response answer(Request request, String endpoint, Answering answering) {
        try {
            return answering.answer(message(request, endpoint));
        } catch (ParseException e) {
            return OAuthErrors.of(
                    e.getErrorObject() == null
                            ? OAuth2Error.INVALID_REQUEST.setDescription(ErrorObject.removeIllegalChars(e.getMessage()))
                            : e.getErrorObject());
        } catch (GeneralException e) {
            return OAuthErrors.of(e.getErrorObject());
        }
    }

    /** A JSON answer that no cache may keep. */
    public static Response json(String body) {
        return Response.of(200, Response.JSON, body.getBytes(StandardCharsets.UTF_8))
                .withHeader("Pragma", "no-cache");
    }

    private static HTTPRequest message(Request request, String endpoint) throws ParseException {
        HTTPRequest message = new HTTPRequest(HTTPRequest.Method.POST, URI.create(endpoint));
        message.setContentType(request.header("Content-Type"));
        message.setAuthorization(request.header("Authorization"));
        message.setBody(FormParameters.checked(request.form().fields()));
        FormParameters.requireOneClient(message);
        ClientAssertion.carry(message);
        return message;
    }
}
