package dev.gatehouse.authority.scope;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Which services a scope is named after: those whose ids stand in front of one of its dots. */
final class ServicePrefix {
    private static final int MAX_DOTS = 32;
    private static final char REPLACEMENT = '\uFFFD';

    private ServicePrefix() {}

    /** The ids of services whose scopes may be called so, the longest first. */
    static List<String> serviceIds(String scope) {
        List<String> ids = new ArrayList<>();
        int dot = scope.indexOf('.');
        for (int dots = 0; dot >= 0 && dots < MAX_DOTS; dots++) {
            String prefix = scope.substring(0, dot);
            String decoded = decode(prefix);
            if (!decoded.equals(prefix)) {
                ids.add(decoded);
            }
            ids.add(prefix);
            dot = scope.indexOf('.', dot + 1);
        }
        return ids.reversed();
    }

    /** What scopes cannot hold stands there as {@code %XX}. */
    private static String decode(String prefix) {
        try {
            String decoded = URLDecoder.decode(prefix.replace("+", "%2B"), StandardCharsets.UTF_8);
            return decoded.indexOf(REPLACEMENT) >= 0 || decoded.indexOf('\0') >= 0 ? prefix : decoded;
        } catch (IllegalArgumentException e) {
            return prefix;
        }
    }
}
