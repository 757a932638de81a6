package dev.gatehouse.oauth.claims;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.claims.ClaimRequirement;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the parameter {@code claims} of an authorization request says (OpenID Connect Core section 5.5). Values count where
 * the specification gives them a meaning, which is for {@code sub} and {@code acr}. Immutable.
 *
 * @param asked the claims about the user
 * @param subjects one of whom the user must be; null for anybody
 * @param contexts one of which the sign-in must have been; null where any will do
 */
public record ClaimsRequest(
        AskedClaims asked,
        @Nullable Set<String> subjects,
        @Nullable Set<String> contexts) {
    /** Where the parameter is missing. */
    public static final ClaimsRequest NONE = new ClaimsRequest(AskedClaims.NONE, null, null);

    /** In characters; all claims there are, with values, take less. */
    private static final int MAX_LENGTH = 4096;

    /** What it has to be like. */
    private static final String FORM = "claims must be a JSON object of at most " + MAX_LENGTH
            + " characters with id_token and userinfo, each an object that has null or an object for every claim";

    /** @throws ParseException where it is not of that {@link #FORM} */
    public static ClaimsRequest parse(String text) throws ParseException {
        if (text.length() > MAX_LENGTH) {
            throw malformed();
        }
        ClaimsSetRequest idToken;
        ClaimsSetRequest userinfo;
        try {
            OIDCClaimsRequest request = OIDCClaimsRequest.parse(text);
            idToken = Objects.requireNonNullElseGet(request.getIDTokenClaimsRequest(), ClaimsSetRequest::new);
            userinfo = Objects.requireNonNullElseGet(request.getUserInfoClaimsRequest(), ClaimsSetRequest::new);
        } catch (ParseException | RuntimeException e) {
            throw malformed();
        }
        return new ClaimsRequest(
                new AskedClaims(names(idToken), names(userinfo)),
                both(values(idToken, TokenClaim.SUB), values(userinfo, TokenClaim.SUB)),
                isEssential(idToken, TokenClaim.ACR) ? values(idToken, TokenClaim.ACR) : null);
    }

    private static ParseException malformed() {
        return new ParseException(FORM, OAuth2Error.INVALID_REQUEST.setDescription(FORM));
    }

    /**
     * The same where nothing it asks of the sign-in is beyond us (OpenID Connect Core section 5.5.1.1).
     *
     * @throws GeneralException unmet_authentication_requirements
     */
    public ClaimsRequest met() throws GeneralException {
        if (contexts == null || AuthenticationContext.SUPPORTED.stream().anyMatch(contexts::contains)) {
            return this;
        }
        throw new GeneralException(OIDCError.UNMET_AUTHENTICATION_REQUIREMENTS.setDescription(
                "the acr that claims asks for cannot be met; it can be one of "
                        + String.join(" ", AuthenticationContext.SUPPORTED)));
    }

    /** Whether the user is one that it may be answered for. */
    public boolean allows(String userId) {
        return subjects == null || subjects.contains(userId);
    }

    private static Set<TokenClaim> names(ClaimsSetRequest request) {
        return AskedClaims.named(request.getEntries().stream()
                .map(ClaimsSetRequest.Entry::getClaimName)
                .collect(Collectors.toSet()));
    }

    private static boolean isEssential(ClaimsSetRequest request, TokenClaim claim) {
        ClaimsSetRequest.Entry entry = request.get(claim.text());
        return entry != null && entry.getClaimRequirement() == ClaimRequirement.ESSENTIAL;
    }

    /** Null where any will do. What is no text is like none of ours. */
    private static @Nullable Set<String> values(ClaimsSetRequest request, TokenClaim claim) {
        ClaimsSetRequest.Entry entry = request.get(claim.text());
        if (entry == null || (entry.getRawValue() == null && entry.getValuesAsRawList() == null)) {
            return null;
        }
        List<?> more = Optional.<List<?>>ofNullable(entry.getValuesAsRawList()).orElse(List.of());
        return Stream.concat(Stream.ofNullable(entry.getRawValue()), more.stream())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.toSet());
    }

    private static @Nullable Set<String> both(@Nullable Set<String> one, @Nullable Set<String> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }
}
