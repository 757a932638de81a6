package dev.gatehouse.testing.vendor;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * One request as the vendor got it.
 *
 * @param target path and query
 * @param headers by name in lower case
 */
public record VendorCall(String method, String target, Map<String, String> headers, String body) {

    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The parameters of the query. */
    public Map<String, String> query() {
        int query = target.indexOf('?');
        return query < 0 ? Map.of() : decoded(target.substring(query + 1));
    }

    /** The parameters of the body. */
    public Map<String, String> form() {
        return decoded(body);
    }

    /** User and password of HTTP Basic, decoded as RFC 6749 says; null without. */
    public String[] basic() {
        String header = headers.get("authorization");
        if (header == null || !header.startsWith("Basic ")) {
            return null;
        }
        String[] parts = new String(
                        Base64.getDecoder().decode(header.substring("Basic ".length())), StandardCharsets.UTF_8)
                .split(":", 2);
        return new String[] {decode(parts[0]), decode(parts[1])};
    }

    /** User and password of HTTP Basic as a vendor reads them that decodes nothing; null without. */
    public String basicAsItIs() {
        String header = headers.getOrDefault("authorization", "");
        return header.startsWith("Basic ")
                ? new String(Base64.getDecoder().decode(header.substring("Basic ".length())), StandardCharsets.UTF_8)
                : null;
    }

    /** Whether it brings nothing to redeem, and only asks how to authenticate. */
    public boolean isOnlyAQuestion() {
        return body.contains("none-this-only-asks");
    }

    private static Map<String, String> decoded(String parameters) {
        Map<String, String> all = new HashMap<>();
        for (String parameter : parameters.split("&")) {
            String[] parts = parameter.split("=", 2);
            all.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
        }
        return all;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
