package dev.gatehouse.decision.content;

import dev.gatehouse.decision.ForwardedRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a request says that reached its service. Immutable as long as nobody writes to the body.
 *
 * @param fields of the header that matter, by their names in any case
 * @param body empty where there is none
 * @param isWhole whether all of the body is there
 */
public record SentContent(ForwardedRequest asked, Map<String, List<String>> fields, byte[] body, boolean isWhole)
        implements RequestContent {
    private static final String UPGRADE = "Upgrade";
    private static final String WEBSOCKET = "Sec-WebSocket-Key";
    private static final List<String> FIELDS = List.of("Content-Type", "Content-Encoding", WEBSOCKET, UPGRADE);

    private static final byte[] NOTHING = {};

    public SentContent {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(fields);
        fields = all;
    }

    /**
     * One as the service's own server hands it over, which takes requests over HTTP/2 after an upgrade to that as any others.
     *
     * @param header the values of a field
     */
    public static SentContent of(
            ForwardedRequest asked, Function<String, List<String>> header, byte[] body, boolean isWhole) {
        Map<String, List<String>> fields = new HashMap<>();
        FIELDS.forEach(name -> fields.put(
                name,
                header.apply(name).stream()
                        .filter(value -> !name.equals(UPGRADE) || !value.equalsIgnoreCase("h2c"))
                        .toList()));
        return new SentContent(asked, fields, body, isWhole);
    }

    /** Whether what follows is no body but another protocol. */
    public boolean opensAnotherProtocol() {
        return !fields(UPGRADE).isEmpty() || !fields(WEBSOCKET).isEmpty();
    }

    /** One of which nobody knows more than method and target. */
    public static SentContent unseen(ForwardedRequest asked) {
        return new SentContent(asked, Map.of(), NOTHING, false);
    }

    @Override
    public String method() {
        return asked.method();
    }

    @Override
    public String query() {
        return asked.query();
    }

    @Override
    public List<String> fields(String name) {
        return fields.getOrDefault(name, List.of());
    }
}
