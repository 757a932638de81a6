package dev.gatehouse.oauth.message;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import dev.gatehouse.fuzz.Reader;
import dev.gatehouse.http.Request;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Forms of OAuth as every endpoint reads them; the first line is the Authorization field. */
public final class FormTexts implements Reader {
    private static final String ENDPOINT = "https://id.example/oauth2/token";

    private static final List<OAuthForms.Reader<?>> READERS = List.of(
            TokenRequest::parse,
            TokenIntrospectionRequest::parse,
            TokenRevocationRequest::parse,
            PushedAuthorizationRequest::parse,
            DeviceAuthorizationRequest::parse,
            ClientAuthentication::parse);

    @Override
    public void read(byte[] sent) {
        OAuthForms.answer(request(sent), ENDPOINT, message -> {
            READERS.forEach(reader -> read(message, reader));
            return OAuthForms.json("{}");
        });
    }

    private static void read(HTTPRequest message, OAuthForms.Reader<?> reader) {
        try {
            OAuthForms.read(message, reader);
        } catch (GeneralException e) {
            if (e.getErrorObject() != null) {
                OAuthErrors.of(e.getErrorObject());
            }
        }
    }

    private static Request request(byte[] sent) {
        int end = 0;
        while (end < sent.length && sent[end] != '\n') {
            end++;
        }
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", "application/x-www-form-urlencoded");
        if (end > 0) {
            headers.add("Authorization", new String(sent, 0, end, StandardCharsets.ISO_8859_1));
        }
        Request request =
                new Request("id", "POST", "/oauth2/token", "/oauth2/token", Map.of(), null, headers, "127.0.0.1");
        request.setBody(Arrays.copyOfRange(sent, Math.min(end + 1, sent.length), sent.length));
        return request;
    }
}
