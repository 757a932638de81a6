package dev.gatehouse.access.issuers;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads claims by name, or by a dotted path such as {@code realm_access.roles}. Stateless. */
final class Claims {
    private Claims() {}

    /** The claim as text; empty where it is absent or no text. */
    static Optional<String> text(JWTClaimsSet claims, String path) {
        return value(claims.getClaims(), path)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank());
    }

    /** What the claims say together: each a list, or one text separated by spaces. */
    static Set<String> words(JWTClaimsSet claims, List<String> paths) {
        Set<String> words = new LinkedHashSet<>();
        for (String path : paths) {
            value(claims.getClaims(), path)
                    .ifPresent(value -> texts(value)
                            .flatMap(text -> Stream.of(text.split(" ")))
                            .filter(word -> !word.isEmpty())
                            .forEach(words::add));
        }
        return words;
    }

    /** The claim's texts as they are, of one or of a list; none where it is absent. */
    static List<String> texts(JWTClaimsSet claims, String path) {
        return value(claims.getClaims(), path).stream().flatMap(Claims::texts).toList();
    }

    private static Stream<String> texts(Object value) {
        return switch (value) {
            case String text -> Stream.of(text);
            case Collection<?> list ->
                list.stream().filter(String.class::isInstance).map(String.class::cast);
            default -> Stream.of();
        };
    }

    /** A claim's own name may hold dots, and then comes first. */
    private static Optional<Object> value(Map<?, ?> members, String path) {
        if (members.get(path) != null) {
            return Optional.of(members.get(path));
        }
        int dot = path.indexOf('.');
        return dot > 0 && members.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? value(inner, path.substring(dot + 1))
                : Optional.empty();
    }
}
