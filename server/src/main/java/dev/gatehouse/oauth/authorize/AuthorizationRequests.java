package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import dev.gatehouse.api.SentText;
import dev.gatehouse.oauth.claims.ClaimsRequest;
import dev.gatehouse.oauth.clientauth.RelyingParties;
import dev.gatehouse.oauth.clientauth.RelyingParty;
import dev.gatehouse.oauth.token.RequestedScopes;
import dev.gatehouse.oauth.token.Resources;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks authorization requests (RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2). The client and its
 * redirect URI come first: until both are known, nobody is redirected. Thread-safe.
 */
public final class AuthorizationRequests {
    /** What the endpoint knows; it ignores anything else (RFC 6749 section 3.1). */
    public static final String[] PARAMETERS = {
        "response_type",
        "client_id",
        "redirect_uri",
        "scope",
        "state",
        "response_mode",
        "code_challenge",
        "code_challenge_method",
        CodeProtection.KEY,
        "nonce",
        "prompt",
        "max_age",
        "claims",
        "acr_values",
        "login_hint",
        "id_token_hint",
        SentRequest.UI_LOCALES,
        "resource",
        "request_uri"
    };

    /** What may be asked for: a code, and, of clients for which the implicit grant is switched on, tokens. */
    public static final List<ResponseType> RESPONSE_TYPES =
            List.of(ResponseType.CODE, ResponseType.TOKEN, ResponseType.IDTOKEN, ResponseType.IDTOKEN_TOKEN);

    /** Tokens never stand in a query (OAuth 2.0 Multiple Response Types section 5). */
    private static final List<ResponseMode> ANYWHERE = List.of(ResponseMode.FRAGMENT, ResponseMode.FORM_POST);

    private static final Set<String> CODE = Set.of("code");
    private static final Set<Set<String>> SUPPORTED = RESPONSE_TYPES.stream()
            .map(type -> type.stream().map(ResponseType.Value::getValue).collect(Collectors.toSet()))
            .collect(Collectors.toSet());
    private static final Set<String> REPEATABLE = Set.of("resource");

    /** Wishes that are no errors, whatever they hold (OpenID Connect Core section 3.1.2.1); the protocol library refuses some. */
    private static final Set<String> LENIENT = Set.of(SentRequest.UI_LOCALES, "claims_locales");

    private final RelyingParties parties;
    private final RequestedScopes scopes;
    private final Resources resources;

    public AuthorizationRequests(RelyingParties parties, RequestedScopes scopes, Resources resources) {
        this.parties = parties;
        this.scopes = scopes;
        this.resources = resources;
    }

    /** @throws AuthorizationRefusal with a target once client and redirect URI are known, without one before */
    ValidRequest check(SentRequest sent) throws AuthorizationRefusal {
        Map<String, List<String>> parameters = valued(sent.parameters());
        RelyingParty party = party(parameters);
        RedirectTarget target = target(party, parameters);
        checkForm(parameters, target);
        Set<String> responseType = responseType(parameters);
        checkResponseType(party, responseType, target);
        checkResponseMode(parameters, responseType, target);
        AuthorizationRequest message = parsed(parameters, target);
        if (responseType.equals(CODE)) {
            CodeProtection.check(party, message, parameters, target);
        }
        ClaimsRequest claims = claims(parameters, message, target);
        URI resource = resource(message, target);
        Scope scope = scope(party, message, target);
        if (responseType.contains("id_token") && !scope.contains(OIDCScopeValue.OPENID)) {
            throw AuthorizationRefusal.of(
                    OAuth2Error.INVALID_SCOPE, "the response type id_token needs the scope openid", target);
        }
        return new ValidRequest(
                new SentRequest(parameters, sent.pushedAs()),
                message,
                party,
                target,
                scope,
                resource,
                claims,
                maxAge(parameters, target));
    }

    /** The values of the response type in any order (RFC 6749 section 3.1.1); none where one is given twice. */
    private static Set<String> responseType(Map<String, List<String>> parameters) {
        List<String> given = List.of(single(parameters, "response_type").split(" "));
        Set<String> values = new HashSet<>(given);
        return values.size() == given.size() ? values : Set.of();
    }

    /** RFC 6749 section 3.1: parameters without a value count as omitted. */
    private static Map<String, List<String>> valued(Map<String, List<String>> given) {
        Map<String, List<String>> valued = new LinkedHashMap<>();
        given.forEach((name, values) -> {
            List<String> present =
                    values.stream().filter(value -> !value.isEmpty()).toList();
            if (!present.isEmpty()) {
                valued.put(name, present);
            }
        });
        return valued;
    }

    private RelyingParty party(Map<String, List<String>> parameters) throws AuthorizationRefusal {
        List<String> ids = parameters.getOrDefault("client_id", List.of());
        if (ids.isEmpty()) {
            throw AuthorizationRefusal.onPage(OAuth2Error.INVALID_REQUEST, "refused.no-client");
        }
        Optional<RelyingParty> party =
                ids.size() > 1 || !SentText.isLine(ids.getFirst()) ? Optional.empty() : parties.find(ids.getFirst());
        return party.orElseThrow(
                () -> AuthorizationRefusal.onPage(OAuth2Error.UNAUTHORIZED_CLIENT, "refused.unknown-client"));
    }

    private static RedirectTarget target(RelyingParty party, Map<String, List<String>> parameters)
            throws AuthorizationRefusal {
        List<String> given = parameters.getOrDefault("redirect_uri", List.of());
        boolean implied = given.isEmpty() && party.redirectUris().size() == 1;
        String uri = implied ? party.redirectUris().getFirst() : given.size() == 1 ? given.getFirst() : "";
        URI registered = party.redirectUri(uri)
                .orElseThrow(() -> AuthorizationRefusal.onPage(OAuth2Error.INVALID_REQUEST, "refused.redirect-uri"));
        return target(registered, parameters);
    }

    private static RedirectTarget target(URI uri, Map<String, List<String>> parameters) {
        return new RedirectTarget(uri, mode(parameters), state(parameters));
    }

    /** The mode for answers, errors included; one that cannot be is refused later, in the default mode. */
    private static ResponseMode mode(Map<String, List<String>> parameters) {
        boolean isCode =
                parameters.getOrDefault("response_type", List.of("code")).equals(List.of("code"));
        ResponseMode standard = isCode ? ResponseMode.QUERY : ResponseMode.FRAGMENT;
        List<String> given = parameters.getOrDefault("response_mode", List.of());
        return ANYWHERE.stream()
                .filter(mode -> given.equals(List.of(mode.getValue())))
                .findFirst()
                .orElse(standard);
    }

    private static @Nullable State state(Map<String, List<String>> parameters) {
        List<String> given = parameters.getOrDefault("state", List.of());
        return given.size() == 1 && !isTrimmed(given.getFirst()) ? new State(given.getFirst()) : null;
    }

    private static void checkForm(Map<String, List<String>> parameters, RedirectTarget target)
            throws AuthorizationRefusal {
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            if (parameter.getValue().size() > 1 && !REPEATABLE.contains(parameter.getKey())) {
                throw invalid("a parameter is given more than once", target);
            }
            if (!parameter.getValue().stream().allMatch(SentText::isLine)) {
                throw invalid("a parameter holds control characters", target);
            }
            if (!LENIENT.contains(parameter.getKey())
                    && !parameter.getValue().stream().allMatch(AuthorizationRequests::isValue)) {
                throw invalid("a parameter holds nothing but spaces", target);
            }
        }
        if (isTrimmed(single(parameters, "state")) || isTrimmed(single(parameters, "nonce"))) {
            throw invalid("state and nonce must neither begin nor end with a space", target);
        }
        if (parameters.containsKey("request")) {
            throw AuthorizationRefusal.of(
                    OAuth2Error.REQUEST_NOT_SUPPORTED,
                    "request objects are not taken; push the request instead",
                    target(target.uri(), UntakenRequestObject.answering(parameters)));
        }
        if (parameters.containsKey("request_uri")) {
            throw AuthorizationRefusal.of(
                    OAuth2Error.REQUEST_URI_NOT_SUPPORTED, "only request URIs of pushed requests are taken", target);
        }
        if (!parameters.containsKey("response_type")) {
            throw invalid("the parameter response_type is missing", target);
        }
    }

    private static void checkResponseType(RelyingParty party, Set<String> responseType, RedirectTarget target)
            throws AuthorizationRefusal {
        if (responseType.equals(CODE)) {
            if (!party.mayUse(GrantType.AUTHORIZATION_CODE)) {
                throw unauthorized("the client is not registered for the grant type authorization_code", target);
            }
            return;
        }
        if (!SUPPORTED.contains(responseType)) {
            throw AuthorizationRefusal.of(
                    OAuth2Error.UNSUPPORTED_RESPONSE_TYPE, "the response type is not supported; use code", target);
        }
        if (party.client().protocol().bindsTokens()) {
            throw unauthorized(
                    "the client's tokens are bound to a key, which the browser does not prove; use code", target);
        }
        if (!party.mayUse(ImplicitResponses.GRANT_TYPE)) {
            throw unauthorized("the implicit grant is not switched on for this client; use code", target);
        }
    }

    private static void checkResponseMode(
            Map<String, List<String>> parameters, Set<String> responseType, RedirectTarget target)
            throws AuthorizationRefusal {
        String given = single(parameters, "response_mode");
        boolean known = given.isEmpty() || ANYWHERE.contains(new ResponseMode(given));
        if (!known && !(given.equals("query") && responseType.equals(CODE))) {
            throw invalid(
                    "the response_mode must be fragment or form_post" + (responseType.equals(CODE) ? ", or query" : ""),
                    target);
        }
    }

    private static AuthorizationRequest parsed(Map<String, List<String>> parameters, RedirectTarget target)
            throws AuthorizationRefusal {
        boolean openid = List.of(single(parameters, "scope").split(" ")).contains("openid");
        Map<String, List<String>> read = new LinkedHashMap<>(parameters);
        read.keySet().removeAll(LENIENT);
        try {
            return openid ? AuthenticationRequest.parse(read) : AuthorizationRequest.parse(read);
        } catch (ParseException e) {
            throw AuthorizationRefusal.of(
                    e.getErrorObject() == null ? OAuth2Error.INVALID_REQUEST : e.getErrorObject(),
                    e.getErrorObject() == null || e.getErrorObject().getDescription() == null
                            ? e.getMessage()
                            : e.getErrorObject().getDescription(),
                    target);
        } catch (RuntimeException e) {
            throw invalid("a parameter has a value that cannot be read", target);
        }
    }

    /** Without openid there is neither an ID token nor userinfo to tell anything. */
    private static ClaimsRequest claims(
            Map<String, List<String>> parameters, AuthorizationRequest message, RedirectTarget target)
            throws AuthorizationRefusal {
        if (!parameters.containsKey("claims") || !(message instanceof AuthenticationRequest)) {
            return ClaimsRequest.NONE;
        }
        try {
            return ClaimsRequest.parse(single(parameters, "claims")).met();
        } catch (GeneralException e) {
            throw AuthorizationRefusal.of(e.getErrorObject(), e.getErrorObject().getDescription(), target);
        }
    }

    private Scope scope(RelyingParty party, AuthorizationRequest message, RedirectTarget target)
            throws AuthorizationRefusal {
        try {
            return scopes.of(party.client(), message.getScope(), resources.of(message.getResources()));
        } catch (GeneralException e) {
            throw AuthorizationRefusal.of(e.getErrorObject(), e.getErrorObject().getDescription(), target);
        }
    }

    private @Nullable URI resource(AuthorizationRequest message, RedirectTarget target) throws AuthorizationRefusal {
        try {
            return resources.checked(message.getResources());
        } catch (GeneralException e) {
            throw AuthorizationRefusal.of(e.getErrorObject(), e.getErrorObject().getDescription(), target);
        }
    }

    private static int maxAge(Map<String, List<String>> parameters, RedirectTarget target) throws AuthorizationRefusal {
        String given = single(parameters, "max_age");
        if (given.isEmpty()) {
            return -1;
        }
        if (!given.matches("[0-9]{1,9}")) {
            throw invalid("max_age must be a number of seconds", target);
        }
        return Integer.parseInt(given);
    }

    /** Whether the protocol library takes it for a value. */
    static boolean isValue(String text) {
        return SentText.isLine(text) && !text.isBlank();
    }

    /** Whether the protocol library would not give the text back as it was. */
    private static boolean isTrimmed(String text) {
        return !text.trim().equals(text);
    }

    static String single(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of("")).getFirst();
    }

    private static AuthorizationRefusal invalid(String problem, RedirectTarget target) {
        return AuthorizationRefusal.of(OAuth2Error.INVALID_REQUEST, problem, target);
    }

    private static AuthorizationRefusal unauthorized(String problem, RedirectTarget target) {
        return AuthorizationRefusal.of(OAuth2Error.UNAUTHORIZED_CLIENT, problem, target);
    }
}
