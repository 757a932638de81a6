package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An OAuth client of the tests, registered with what the front channel needs. */
public final class WebClient {
    public static final String REDIRECT = "https://app.example/callback";

    private final TestServer server;
    private final TestServer.Registered registered;
    private final boolean isPublic;
    public final CodeVerifier verifier = new CodeVerifier();

    private WebClient(TestServer server, TestServer.Registered registered, boolean isPublic) {
        this.server = server;
        this.registered = registered;
        this.isPublic = isPublic;
    }

    public static WebClient register(TestServer server, String type, List<String> grants, String... scopes) {
        TestServer.Registered registered = server.newClient("admin", scopes);
        server.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        update client
                           set client_type = :type, grant_types = :grants,
                               auth_method = case when :type = 'public' then 'none' else 'client_secret_basic' end,
                               secret_hash = case when :type = 'public' then null else secret_hash end,
                               redirect_uris = '{https://app.example/callback,http://127.0.0.1/native}',
                               post_logout_redirect_uris = '{https://app.example/bye?from=gatehouse}'
                         where client_id = :clientId
                        """)
                        .bind("type", type)
                        .bindArray("grants", String.class, grants)
                        .bind("clientId", registered.clientId())
                        .execute());
        return new WebClient(server, registered, type.equals("public"));
    }

    public static WebClient confidential(TestServer server, String... scopes) {
        return register(server, "confidential", List.of("authorization_code"), scopes);
    }

    TestServer.Registered registered() {
        return registered;
    }

    public String id() {
        return registered.clientId();
    }

    /** A complete authorization request, with changes: names and values; a null value removes. */
    public Map<String, String> request(String... changes) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", id());
        parameters.put("redirect_uri", REDIRECT);
        parameters.put("scope", "orders.r");
        parameters.put("state", "st&te=1");
        parameters.put(
                "code_challenge",
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
        parameters.put("code_challenge_method", "S256");
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                parameters.remove(changes[i]);
            } else {
                parameters.put(changes[i], changes[i + 1]);
            }
        }
        return parameters;
    }

    public String url(String... changes) {
        return "/oauth2/code?" + Visitor.encoded(request(changes));
    }

    Api authenticated() {
        return isPublic ? server.open() : server.open().withBasic(id(), registered.secret());
    }

    public Answer post(String path, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        if (isPublic) {
            all.putIfAbsent("client_id", id());
        }
        return authenticated()
                .send("POST", path, Visitor.encoded(all), "Content-Type", "application/x-www-form-urlencoded");
    }

    /** The token request for a code. */
    public Answer redeem(String code, String... changes) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", REDIRECT);
        form.put("code_verifier", verifier.getValue());
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                form.remove(changes[i]);
            } else {
                form.put(changes[i], changes[i + 1]);
            }
        }
        return post("/oauth2/token", form);
    }

    /** The parameters a redirection to the client carries. */
    public static Map<String, List<String>> redirected(Answer answer) {
        answer.expect(303);
        assertThat(answer.header("Location")).startsWith(REDIRECT + "?");
        return URLUtils.parseParameters(URI.create(answer.header("Location")).getRawQuery());
    }

    public static String value(Answer answer, String name) {
        return redirected(answer).getOrDefault(name, List.of("")).getFirst();
    }

    /** The token endpoint's answer is this error, described. */
    public static void assertRefused(Answer answer, String error) {
        answer.expect(400);
        assertThat(answer.json().get("error").asString()).isEqualTo(error);
        assertThat(answer.json().get("error_description").asString()).isNotBlank();
    }
}
