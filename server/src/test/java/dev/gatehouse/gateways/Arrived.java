package dev.gatehouse.gateways;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as it reached the service behind a gateway.
 *
 * @param method as in the request line
 * @param target as in the request line
 * @param fields name and value of each header field, in order
 * @param body decoded
 * @param trailers as they were sent
 * @param ambiguous whether servers could disagree about where it ends
 */
record Arrived(
        String method,
        String target,
        List<Map.Entry<String, String>> fields,
        String body,
        List<String> trailers,
        boolean ambiguous) {
    /** All values of the field. */
    List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Fields by their names as frameworks read them that take hyphens for underscores; their values joined. */
    Map<String, String> asFrameworksRead() {
        Map<String, String> read = new TreeMap<>();
        for (Map.Entry<String, String> field : fields) {
            read.merge(field.getKey().replaceAll("[_.]", "-").toLowerCase(), field.getValue(), (a, b) -> a + ", " + b);
        }
        return read;
    }
}
