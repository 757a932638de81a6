package dev.gatehouse.repository;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** Where people allow a client to act for them: {@code /oauth/authorize} with a page, and {@code /oauth/token}. */
final class OAuthEndpoints {
    private record Code(String user, Map<String, String> request) {}

    private final IssuedTokens tokens;
    private final String clientId;
    private final String clientSecret;
    private final Duration lifetime;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();

    OAuthEndpoints(IssuedTokens tokens, String clientId, String clientSecret, Duration lifetime) {
        this.tokens = tokens;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.lifetime = lifetime;
    }

    RepositoryAnswer answer(RepositoryCall call) throws IOException {
        if (call.is("GET", "oauth", "authorize")) {
            return page(call.query());
        }
        if (call.is("POST", "oauth", "authorize")) {
            return decide(call.query(), call.form());
        }
        if (call.is("POST", "oauth", "token")) {
            return token(call);
        }
        throw RepositoryRefusal.noSuch("The requested URL was not found on the server.");
    }

    private RepositoryAnswer page(Map<String, String> request) {
        checkClient(request);
        return RepositoryAnswer.html(200, """
                <!doctype html><html lang="en"><title>Authorize application</title>
                <h1>Authorize application</h1>
                <p>The application asks to upload and publish in your name.</p>
                <form method="post">
                <label>Account <input name="account"></label>
                <button name="confirm" value="yes">Authorize</button><button name="confirm" value="no">Reject</button>
                </form></html>
                """);
    }

    private RepositoryAnswer decide(Map<String, String> request, Map<String, String> form) {
        checkClient(request);
        String target = request.getOrDefault("redirect_uri", "");
        String state = request.containsKey("state") ? "&state=" + encoded(request.get("state")) : "";
        String separator = target.contains("?") ? "&" : "?";
        if (!form.getOrDefault("confirm", "").equals("yes")) {
            return RepositoryAnswer.redirect(target + separator + "error=access_denied" + state);
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, new Code(form.getOrDefault("account", "somebody"), request));
        return RepositoryAnswer.redirect(target + separator + "code=" + code + state);
    }

    private void checkClient(Map<String, String> request) {
        if (!clientId.equals(request.get("client_id")) || !request.containsKey("redirect_uri")) {
            throw new RepositoryRefusal(400, "invalid_client");
        }
    }

    private RepositoryAnswer token(RepositoryCall call) throws IOException {
        Map<String, String> form = call.form();
        if (!isClient(call, form)) {
            return error(401, "invalid_client");
        }
        Optional<IssuedTokens.Holder> holder = switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> redeem(form);
            case "refresh_token" -> tokens.redeem(form.getOrDefault("refresh_token", ""));
            default -> Optional.empty();
        };
        return holder.map(this::issued).orElseGet(() -> error(400, "invalid_grant"));
    }

    private boolean isClient(RepositoryCall call, Map<String, String> form) {
        String basic = Base64.getEncoder()
                .encodeToString((encoded(clientId) + ":" + encoded(clientSecret)).getBytes(StandardCharsets.UTF_8));
        return call.header("Authorization").filter(("Basic " + basic)::equals).isPresent()
                || (clientId.equals(form.get("client_id")) && clientSecret.equals(form.get("client_secret")));
    }

    private Optional<IssuedTokens.Holder> redeem(Map<String, String> form) {
        Code code = codes.remove(form.getOrDefault("code", ""));
        if (code == null || !Objects.equals(code.request().get("redirect_uri"), form.get("redirect_uri"))) {
            return Optional.empty();
        }
        String challenge = code.request().get("code_challenge");
        if (challenge != null && !challenge.equals(challengeOf(form.getOrDefault("code_verifier", "")))) {
            return Optional.empty();
        }
        Set<String> scopes = Set.of(code.request().getOrDefault("scope", "").split(" "));
        return Optional.of(new IssuedTokens.Holder(code.user(), scopes));
    }

    private RepositoryAnswer issued(IssuedTokens.Holder holder) {
        ObjectNode body = RepositoryJson.object()
                .put("access_token", tokens.issue(holder, lifetime, false))
                .put("refresh_token", tokens.issueRefresh(holder))
                .put("token_type", "Bearer")
                .put("expires_in", lifetime.toSeconds())
                .put("scope", String.join(" ", holder.scopes()));
        body.putObject("user").put("id", holder.user());
        return RepositoryAnswer.json(200, body);
    }

    private static RepositoryAnswer error(int status, String error) {
        return RepositoryAnswer.json(status, RepositoryJson.object().put("error", error));
    }

    private static String challengeOf(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
