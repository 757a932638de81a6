package dev.gatehouse.registry.policy;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An endpoint that a format cannot hold: requests for it are refused by what is exported.
 *
 * @param endpoint as it is registered
 * @param reason why
 */
record LeftOut(String endpoint, String reason) {
    /** A comment a line, empty where nothing is left out. */
    static String comments(String prefix, List<LeftOut> all) {
        return all.stream()
                .map(each -> prefix + " Left out, so refused: " + Escapes.comment(each.endpoint()) + ", as "
                        + each.reason() + "\n")
                .collect(Collectors.joining());
    }
}
