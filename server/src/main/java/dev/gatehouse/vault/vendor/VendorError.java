package dev.gatehouse.vault.vendor;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a vendor says is wrong, in one word. Immutable.
 *
 * @param code in lower case, its words joined by underscores
 */
record VendorError(String code) {
    /** Vendors that say it to people alone, see {@link #inWords}. */
    private static final VendorError OVER_IN_WORDS = new VendorError("words_that_the_grant_is_over");

    private static final VendorError PASSING_IN_WORDS = new VendorError("words_that_it_passes");

    /** Codes of RFC 6749, OpenID Connect and others seen, that mean: this grant is over. */
    private static final Set<String> DEAD = Set.of(
            OVER_IN_WORDS.code,
            "access_denied",
            "consent_required",
            "interaction_required",
            "login_required",
            "account_selection_required",
            "invalid_auth",
            // Facebook's: the token, the session
            "oauth_exception_190",
            "oauth_exception_102");

    /** The same as vendors' words of their own: {@code refresh_token_revoked}, {@code bad_verification_code}. */
    private static final Pattern DEAD_WORDS =
            Pattern.compile("(refresh_?token|token|grant|consent|session|(auth(ori[sz]ation)?_)?code)"
                    + "_((is|was|has_been|already)_)*(expired|revoked|invalid|inactive|not_active|used|redeemed|not_found)"
                    + "|(expired|revoked|invalid|inactive|unknown|bad|used)_"
                    + "(refresh_?token|token|grant|session|(auth(ori[sz]ation)?_|verification_)?code)"
                    + "|(user|account|authori[sz]ation)_(expired|revoked|inactive|disabled|deactivated|suspended|deleted)"
                    + "|(inactive|disabled|deactivated|suspended|deleted)_(user|account)");

    private static final Set<String> PASSING = Set.of(
            PASSING_IN_WORDS.code,
            "temporarily_unavailable",
            "service_unavailable",
            "server_error",
            "internal_error",
            "internal_server_error",
            "fatal_error",
            "backend_error",
            "timeout",
            "request_timeout",
            "gateway_timeout",
            "slow_down",
            "rate_limited",
            "ratelimited",
            "rate_limit_exceeded",
            "request_limit_exceeded",
            "quota_exceeded",
            "too_many_requests",
            "throttled",
            // Facebook's: unknown, service, and three kinds of limits
            "oauth_exception_1",
            "oauth_exception_2",
            "oauth_exception_4",
            "oauth_exception_17",
            "oauth_exception_341");

    private static final Set<String> CLIENT = Set.of(
            "invalid_client",
            "incorrect_client_credentials",
            "bad_client_credentials",
            "unauthorized_client",
            "invalid_client_id",
            "bad_client_id",
            "invalid_client_secret",
            "bad_client_secret",
            "client_not_found",
            "unknown_client");

    /** Known, but told in words more exactly by some. */
    private static final Set<String> REQUEST = Set.of("invalid_request", "unsupported_grant_type");

    /** The same, of those that mean a person or a client: some say so of too many calls, or of a refresh token. */
    private static final Set<String> VAGUE = Set.of("access_denied", "unauthorized_client");

    private static final Pattern PASSES = Pattern.compile("\\btoo many (requests|calls|attempts)\\b"
            + "|\\brate[ -]?limit|\\b(quota|limit) (has been |is )?(exceeded|reached)\\b"
            + "|\\btry again (later|after|in)\\b|\\btemporarily unavailable\\b");

    /** Only what is said of the refresh token, the code or the person: words such as "token" stand in much else. */
    private static final Pattern OVER = Pattern.compile("(refresh[ _-]?token|authori[sz]ation code)\\b[^.,;]{0,30}"
            + "\\b(expired|revoked|invalid|not valid|not found|unknown|inactive|does not exist|used)\\b"
            + "|\\b(expired|revoked|invalid|unknown|bad|inactive)( or \\w+)? (refresh[ _-]?token|authori[sz]ation code)\\b"
            + "|\\b(user|person|owner)\\b[^.,;]{0,20}\\brevoked\\b"
            + "|\\b(access|consent|grant|authori[sz]ation) (has been|was|is) (revoked|withdrawn)\\b");

    private static final Pattern SHOWABLE = Pattern.compile("[a-z][a-z_]{2,39}");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern NEXT_WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    static VendorError of(String text) {
        String words = NEXT_WORD.matcher(text).replaceAll("_").toLowerCase(Locale.ROOT);
        return new VendorError(NO_WORD.matcher(words).replaceAll("_").replaceAll("^_|_$", ""));
    }

    /** Of vendors that number their errors, with a word that says whose numbers they are. */
    static Optional<VendorError> numbered(String type, JsonNode number) {
        return !type.isEmpty() && number.isIntegralNumber()
                ? Optional.of(new VendorError(of(type).code + "_" + number.asLong()))
                : Optional.empty();
    }

    /** What a text for people says: that it passes, or that the refresh token or code is of no use any more. */
    static Optional<VendorError> inWords(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return PASSES.matcher(lower).find()
                ? Optional.of(PASSING_IN_WORDS)
                : OVER.matcher(lower).find() ? Optional.of(OVER_IN_WORDS) : Optional.empty();
    }

    boolean isDead() {
        return DEAD.contains(code) || DEAD_WORDS.matcher(code).matches();
    }

    boolean isPassing() {
        return PASSING.contains(code);
    }

    boolean isAboutTheClient() {
        return CLIENT.contains(code);
    }

    /** Whether nothing that is said besides can make it more exact. */
    boolean isConclusive() {
        return !VAGUE.contains(code) && (isDead() || isPassing() || isAboutTheClient());
    }

    boolean isKnown() {
        return isConclusive() || VAGUE.contains(code) || REQUEST.contains(code);
    }

    /** The code as it may be shown: a vendor may repeat what we sent, so only what looks like a code is. */
    String shown(String... secrets) {
        if (isKnown()) {
            return code;
        }
        boolean fits = SHOWABLE.matcher(code).matches();
        for (String secret : secrets) {
            String alike = of(secret).code;
            fits &= alike.isEmpty() || !alike.contains(code) && !code.contains(alike);
        }
        return fits ? code : "an error of its own";
    }
}
