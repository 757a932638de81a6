package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.EndpointNames;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.StorableText;
import dev.gatehouse.contract.document.Unreadable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names operations and their endpoints, each endpoint once. Not thread-safe: one per document. */
final class OperationNames {
    private static final int MAX_NAME = 255;

    private final BasePaths basePaths;
    private final Map<String, Integer> lines = new HashMap<>();

    OperationNames(BasePaths basePaths) {
        this.basePaths = basePaths;
    }

    /** The endpoint of an operation; ERR12103 where it cannot be stored or is there already. */
    String endpoint(PathItem item, String method, Member place, Node.Mapping operation) {
        String path = item.path().name();
        String slash = path.startsWith("/") ? "" : "/";
        String endpoint = basePaths.of(operation, item) + slash + path + "@" + method;
        if (!StorableText.isStorable(endpoint)) {
            throw Unreadable.at(item.path(), "path %s has control characters".formatted(Unreadable.quote(path)));
        }
        EndpointNames.requireShort(endpoint, item.path());
        Integer earlier = lines.putIfAbsent(endpoint, place.line());
        if (earlier != null) {
            throw Unreadable.at(
                    place, "endpoint %s is there already, at line %d".formatted(Unreadable.quote(endpoint), earlier));
        }
        return endpoint;
    }

    /** An operation's {@code operationId}, else its endpoint; ERR12103 where it cannot be stored. */
    static String name(Node.Mapping operation, String endpoint, Member member) {
        Optional<Member> id = operation.member("operationId");
        String name = id.map(Member::string).filter(text -> !text.isBlank()).orElse(endpoint);
        Member spot = id.orElse(member);
        if (name.codePointCount(0, name.length()) > MAX_NAME) {
            throw Unreadable.at(
                    spot,
                    "the operation's name is longer than %d characters; give it a shorter operationId"
                            .formatted(MAX_NAME));
        }
        if (!StorableText.isStorable(name)) {
            throw Unreadable.at(spot, "operationId %s has control characters".formatted(Unreadable.quote(name)));
        }
        return name;
    }
}
