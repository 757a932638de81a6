package dev.gatehouse.clients.scope;

import java.util.Arrays;
import java.util.List;

/** Scope strings (RFC 6749 section 3.3): scope-tokens separated by space. */
public final class Scopes {
    private Scopes() {}

    /** The scope-tokens; none for an empty string. */
    public static List<String> split(String scope) {
        return Arrays.stream(scope.split(" ")).filter(token -> !token.isEmpty()).toList();
    }
}
