package dev.gatehouse.vault.vendor;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a token answer tells besides the tokens: where the account's API is, whose it is. Nothing is taken that looks like
 * a token or secret, since it is shown to who may have the access token alone. Stateless.
 */
final class VendorMetadata {
    static final int MAX_MEMBERS = 20;

    private static final int MAX_NAME = 64;
    private static final int MAX_BYTES = 1024;

    /** Told in other ways, or for this one answer. */
    private static final Set<String> PROTOCOL = Set.of(
            "scope", "scopes", "state", "code", "status", "success", "ok", "error", "error_description", "message");

    private static final Pattern SECRET_NAME = Pattern.compile(
            "token|secret|passw|credential|assertion|signature|nonce|cookie|jwt|(api|private|access|signing|session)_?key");
    private static final Pattern TIME_NAME = Pattern.compile("^(x_)?(ext_)?(refresh_)?expir.*");

    /** A JWT; letters of both cases with digits, or hexadecimal digits, at length; what vendors mark secrets with. */
    private static final Pattern SECRET_VALUE = Pattern.compile("[\\w-]{10,}\\.[\\w-]{10,}\\.[\\w-]*"
            + "|(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9+/_=~.-]{28,}"
            + "|[0-9a-fA-F]{32,}"
            + "|(xox[a-z]|gh[a-z]|sk|rk|glpat|shp[a-z]{2})[-_].{8,}");

    private static final Pattern SECRET_IN_URL = Pattern.compile(
            "://[^/?#]*@|[?&#][^=&]*(token|secret|passw|code|sig|key)[^=&]*=", Pattern.CASE_INSENSITIVE);

    private VendorMetadata() {}

    /** In the order of the answer: texts, numbers and truth values by name. */
    static Map<String, Object> of(JsonNode members, String accessToken, String refreshToken) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            boolean kept = metadata.size() < MAX_MEMBERS
                    && isPlainName(member.getKey())
                    && isPlain(member.getValue(), accessToken, refreshToken);
            if (kept) {
                metadata.put(member.getKey(), scalar(member.getValue()));
            }
        }
        return metadata;
    }

    private static boolean isPlainName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !name.isBlank()
                && name.length() <= MAX_NAME
                && !PROTOCOL.contains(lower)
                && !TIME_NAME.matcher(lower).matches()
                && !SECRET_NAME.matcher(lower.replace('-', '_')).find();
    }

    private static boolean isPlain(JsonNode value, String accessToken, String refreshToken) {
        if (!value.isString()) {
            return value.isNumber() || value.isBoolean();
        }
        String text = value.asString();
        return !text.isBlank()
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && !text.contains(accessToken)
                && (refreshToken.isEmpty() || !text.contains(refreshToken))
                && !SECRET_VALUE.matcher(text).matches()
                && !SECRET_IN_URL.matcher(text).find();
    }

    private static Object scalar(JsonNode value) {
        return value.isBoolean() ? value.booleanValue() : value.isNumber() ? value.numberValue() : value.asString();
    }
}
