package dev.gatehouse.oauth.clientauth;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.fuzz.Jwts;
import dev.gatehouse.fuzz.Reader;
import dev.gatehouse.oauth.message.OAuthForms;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;

/** Client assertions, up to where the client is looked for. */
public final class AssertionTexts implements Reader {
    private static final Jdbi NOBODY = Jdbi.create(() -> {
        throw new SQLException("no database here");
    });

    private final Jwts jwts = new Jwts();
    private final ClientAssertions assertions = new ClientAssertions(
            new Clients(NOBODY, Jwts.CLOCK),
            new UsedAssertionStore(NOBODY),
            "https://id.example",
            Set.of("https://id.example"),
            Set.of("https://id.example/token"),
            Jwts.CLOCK);

    @Override
    public void read(byte[] sent) throws Exception {
        HTTPRequest message = new HTTPRequest(HTTPRequest.Method.POST, URI.create("https://id.example/token"));
        message.setContentType("application/x-www-form-urlencoded");
        message.setBody(URLUtils.serializeParameters(Map.of(
                "client_assertion_type", List.of("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                "client_assertion", List.of(jwts.of(sent)))));
        if (OAuthForms.read(message, ClientAuthentication::parse) instanceof PrivateKeyJWT assertion) {
            assertions.authenticate(assertion, "https://id.example/token");
        }
    }

    @Override
    public boolean isRefusal(Exception failure) {
        return failure instanceof GeneralException
                || failure instanceof ClientAssertions.Unacceptable
                || failure instanceof ConnectionException;
    }
}
