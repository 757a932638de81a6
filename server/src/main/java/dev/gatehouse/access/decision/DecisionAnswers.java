package dev.gatehouse.access.decision;

import dev.gatehouse.access.AuthFields;
import dev.gatehouse.access.VerifiedToken;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.decision.Decision;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.GuardedEndpoint;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.auth.Challenge;
import dev.gatehouse.http.syntax.FieldName;
import dev.gatehouse.http.syntax.HeaderField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts decisions into the words of HTTP. Stateless. */
final class DecisionAnswers {
    private static final FieldName ENDPOINT = FieldName.of("X-Auth-Endpoint");
    private static final byte[] EMPTY = {};
    private static final Response SHADOWED = shadow();

    private DecisionAnswers() {}

    /**
     * 200 where the request may pass.
     *
     * @param token the verified one, or null
     * @param sinceSignIn how long ago its user signed in; null where it does not tell
     * @throws ApiException where it may not
     */
    static Response of(
            GuardedService service,
            ForwardedRequest asked,
            Finding finding,
            @Nullable VerifiedToken token,
            @Nullable Duration sinceSignIn) {
        Set<String> scopes = token == null ? Set.of() : token.caller().scopes();
        return switch (finding.decide(token == null ? null : scopes, sinceSignIn)) {
            case Decision.Allowed allowed -> allowed(allowed.endpoint(), service.deprecation(finding), token);
            case Decision.TokenNeeded needed ->
                throw challenged(
                        ErrorCode.MISSING_AUTH_TOKEN.with(),
                        service,
                        needed.endpoint().nearest(Set.of()));
            case Decision.ScopeMissing missing -> throw insufficient(service, missing.endpoint(), scopes);
            case Decision.SignInTooOld tooOld -> throw signInAgain(service, tooOld, scopes, sinceSignIn);
            case Decision.NotRegistered _ ->
                throw ErrorCode.ENDPOINT_NOT_REGISTERED.with(
                        service.serviceId(), shown(asked.method()), shown(path(asked.target())));
            case Decision.ContentNotRegistered missing ->
                throw ErrorCode.ENDPOINT_NOT_REGISTERED.with(service.serviceId(), missing.noun(), missing.name());
            case Decision.ContentUnclear unclear -> throw ErrorCode.GRAPHQL_UNDECIDABLE.with(unclear.reason());
            case Decision.Evasive evasive ->
                throw ErrorCode.REQUEST_TARGET_EVASIVE.with(service.serviceId(), evasive.reason());
        };
    }

    /** The same 401 with a challenge that names what the request needs. */
    static ApiException challenged(
            ApiException error, GuardedService service, ForwardedRequest asked, Finding finding) {
        return finding.decide(null) instanceof Decision.TokenNeeded needed
                ? challenged(error, service, needed.endpoint().nearest(Set.of()))
                : challenged(error, service, Set.of());
    }

    private static ApiException challenged(ApiException error, GuardedService service, Collection<String> scopes) {
        return Challenge.forResource(
                error, scopes.stream().sorted().toList(), service.uris().metadata());
    }

    private static ApiException signInAgain(
            GuardedService service, Decision.SignInTooOld tooOld, Set<String> scopes, @Nullable Duration sinceSignIn) {
        long seconds = tooOld.maxAge().toSeconds();
        ApiException error = ErrorCode.INSUFFICIENT_USER_AUTHENTICATION.with(
                seconds, sinceSignIn == null ? "this one tells of no sign-in" : "this one's user did so before that");
        List<String> needed =
                tooOld.endpoint().nearest(scopes).stream().sorted().toList();
        return Challenge.forFreshSignIn(error, seconds, needed, service.uris().metadata());
    }

    private static ApiException insufficient(GuardedService service, GuardedEndpoint endpoint, Set<String> scopes) {
        List<List<String>> alternatives = endpoint.alternatives().stream()
                .map(alternative -> alternative.stream().sorted().toList())
                .toList();
        ApiException error = ErrorCode.AUTH_TOKEN_SCOPE_MISMATCH
                .with(
                        String.join(" ", scopes.stream().sorted().toList()),
                        String.join(
                                " or ",
                                alternatives.stream()
                                        .map(alternative -> String.join(" ", alternative))
                                        .toList()))
                .withMember("endpoint", endpoint.name())
                .withMember("requires", alternatives);
        return challenged(error, service, endpoint.nearest(scopes));
    }

    /** 200 for what would be refused, with the word of that and nothing about who calls. */
    static Response shadowed() {
        return SHADOWED;
    }

    /** Each field is always there, so that it takes the place of one that the caller made up. */
    private static Response allowed(
            GuardedEndpoint endpoint, List<HeaderField> deprecation, @Nullable VerifiedToken token) {
        List<HeaderField> fields = new ArrayList<>(token == null ? AuthFields.NOBODY : token.fields());
        fields.add(HeaderField.of(ENDPOINT, HeaderField.encoded(endpoint.name())));
        fields.addAll(deprecation);
        return new Response(200, null, EMPTY, null, fields);
    }

    private static Response shadow() {
        List<HeaderField> fields = new ArrayList<>(AuthFields.NOBODY);
        fields.add(HeaderField.of(ENDPOINT, ""));
        fields.add(HeaderField.of("X-Decision-Mode", "shadow"));
        return new Response(200, null, EMPTY, null, fields);
    }

    /** Without the query, which may hold secrets. */
    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private static String shown(String text) {
        return HeaderField.encoded(text.length() > 200 ? text.substring(0, 200) + "..." : text);
    }
}
