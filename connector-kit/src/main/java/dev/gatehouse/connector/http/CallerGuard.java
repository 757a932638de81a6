package dev.gatehouse.connector.http;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.http.Authenticator;
import dev.gatehouse.http.Identity;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Route;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers in that show the connector's token, where it has one, and pages of other origins never: what answers on
 * this machine without a token could otherwise be called by any page that somebody here looks at. A page can also have a
 * name of its own lead to this machine, which is why such a connector is not called by names with a domain. Immutable.
 */
final class CallerGuard implements Authenticator {
    /** What operations ask of their callers. */
    static final Protection TOKEN = Protection.anyScope("call");

    private static final Caller CALLER = new Caller("-", "-", Set.copyOf(TOKEN.anyScope()));
    private static final Identity IDENTITY = new Identity(() -> CALLER, () -> CALLER);

    /** Names without a dot, which nobody can buy, and addresses. */
    private static final Pattern NO_DOMAIN = Pattern.compile(
            "([^.:\\[]+|[^:]+\\.localhost|[0-9]+(\\.[0-9]+){3}|\\[[0-9a-f:]+])(:[0-9]+)?", CASE_INSENSITIVE);

    private final byte @Nullable [] token;
    private final boolean onThisMachine;

    /**
     * @param token what callers show as bearer token, or as password of HTTP Basic; none lets everybody in
     * @param onThisMachine whether only this machine can connect
     */
    CallerGuard(Optional<String> token, boolean onThisMachine) {
        this.onThisMachine = onThisMachine;
        this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null);
    }

    @Override
    public Identity identify(Request request, Route route) {
        check(request.header("Authorization"), request.header("Origin"), request.header("Host"));
        return IDENTITY;
    }

    @Override
    public ApiException challenged(ApiException error, Route route) {
        return error;
    }

    /**
     * @param authorization the field Authorization, or null
     * @param origin the field Origin, or null
     * @param host the field Host, or null
     * @throws ApiException CON10002 or CON10005
     */
    void check(@Nullable String authorization, @Nullable String origin, @Nullable String host) {
        if (origin != null && !isSame(origin, host)) {
            throw ConnectorError.ORIGIN_REFUSED.with(origin.length() > 200 ? "another origin" : origin);
        }
        if (token == null
                && onThisMachine
                && host != null
                && !NO_DOMAIN.matcher(host).matches()) {
            throw ConnectorError.ORIGIN_REFUSED.with(host.length() > 200 ? "another host" : host);
        }
        if (token != null && !isShown(authorization)) {
            throw ConnectorError.CALLER_UNKNOWN
                    .with("Authorization: Bearer, or Basic with the token as password")
                    .withHeader("WWW-Authenticate", "Bearer realm=\"connector\", Basic realm=\"connector\"");
        }
    }

    private static boolean isSame(String origin, @Nullable String host) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isShown(@Nullable String authorization) {
        String given = authorization == null ? "" : authorization.strip();
        int space = given.indexOf(' ');
        if (space < 0) {
            return false;
        }
        String credentials = given.substring(space + 1).strip();
        return switch (given.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "bearer" -> isToken(credentials);
            case "basic" -> isToken(password(credentials));
            default -> false;
        };
    }

    private static String password(String credentials) {
        try {
            String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private boolean isToken(String given) {
        return MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
    }
}
