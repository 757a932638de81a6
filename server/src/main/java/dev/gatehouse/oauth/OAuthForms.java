package dev.gatehouse.oauth;

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
final class OAuthForms {
    private OAuthForms() {}

    /** Something that reads a message and answers it. */
    @FunctionalInterface
    interface Answering {
        Response answer(HTTPRequest message) throws GeneralException;
    }

    /** The answer, or the RFC 6749 section 5.2 error in its place. */
    static Response answer(Request request, String endpoint, Answering answering) {
        try {
            return answering.answer(message(request, endpoint));
        } catch (ParseException e) {
            return OAuthErrors.of(
                    e.getErrorObject() == null
                            ? OAuth2Error.INVALID_REQUEST.setDescription(e.getMessage())
                            : e.getErrorObject());
        } catch (GeneralException e) {
            ErrorObject error = e.getErrorObject();
            return OAuthErrors.of(error);
        }
    }

    /** A JSON answer that no cache may keep. */
    static Response json(String body) {
        return Response.of(200, Response.JSON, body.getBytes(StandardCharsets.UTF_8))
                .withHeader("Pragma", "no-cache");
    }

    private static HTTPRequest message(Request request, String endpoint) throws ParseException {
        HTTPRequest message = new HTTPRequest(HTTPRequest.Method.POST, URI.create(endpoint));
        message.setContentType(request.header("Content-Type"));
        message.setAuthorization(request.header("Authorization"));
        message.setBody(FormParameters.checked(new String(request.body(), StandardCharsets.UTF_8)));
        return message;
    }
}
