package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.References;
import dev.gatehouse.contract.document.Unreadable;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The part of a path that stands before those in {@code paths}. Not thread-safe: one per document. */
final class BasePaths {
    private static final int MAX_SERVERS = 1_000_000;

    private final Node.Mapping root;
    private final OpenApiDialect dialect;
    private final References references;
    private final Notes notes;
    private final ServerUrls urls;
    private final Budget budget = new Budget(MAX_SERVERS, "servers");
    private final Map<Node, String> known = new IdentityHashMap<>();

    BasePaths(Node.Mapping root, OpenApiDialect dialect, References references, Notes notes) {
        this.root = root;
        this.dialect = dialect;
        this.references = references;
        this.notes = notes;
        this.urls = new ServerUrls(references, notes);
    }

    /** The base path for an operation: empty, or with a leading and without a trailing slash. */
    String of(Node.Mapping operation, PathItem item) {
        if (dialect == OpenApiDialect.SWAGGER_2) {
            return root.member("basePath")
                    .map(Member::text)
                    .map(ServerUrls::path)
                    .orElse("");
        }
        return Stream.of(operation.member("servers"), item.member("servers"), root.member("servers"))
                .flatMap(Optional::stream)
                .map(references::sequence)
                .filter(servers -> !servers.items().isEmpty())
                .findFirst()
                .map(this::firstPath)
                .orElse("");
    }

    private String firstPath(Node.Sequence servers) {
        String remembered = known.get(servers);
        return remembered != null ? remembered : remember(servers);
    }

    private String remember(Node.Sequence servers) {
        Set<String> paths = new LinkedHashSet<>();
        for (Node server : servers.items()) {
            budget.spend(1, server);
            paths.add(urls.path(server(server)));
        }
        List<String> distinct = List.copyOf(paths);
        if (distinct.size() > 1) {
            notes.add("The servers at line %d have different paths: that of the first, %s, was taken, not %s."
                    .formatted(servers.line(), Unreadable.quote(distinct.get(0)), Unreadable.quote(distinct.get(1))));
        }
        known.put(servers, distinct.getFirst());
        return distinct.getFirst();
    }

    private Node.Mapping server(Node item) {
        Node node = references.value(item);
        if (node instanceof Node.Mapping server) {
            return server;
        }
        throw Unreadable.at(node, "a server is %s; it must be an object with a 'url'".formatted(node.kind()));
    }
}
