package dev.gatehouse.contract;

import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Member;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.StorableText;
import dev.gatehouse.contract.document.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds a document's operations. Not thread-safe: one per document. */
final class Operations {
    private static final Set<String> READING = Set.of("get", "head", "options", "trace");
    private static final int LONGEST_ENDPOINT = 1024;

    private static final Pattern PARAMETER = Pattern.compile("\\{[^/{}]*}");

    /** A query, a fragment, a backslash, or a segment that is empty or made of dots. */
    private static final Pattern UNREACHABLE = Pattern.compile("[?#\\\\]|//|/\\.{1,2}(?:/|$)");

    private static final int LONGEST_NAME = 255;
    private static final int MOST_OPERATIONS = 50_000;

    private final OpenApiDialect dialect;
    private final LocalReferences references;
    private final BasePaths basePaths;
    private final SecurityRequirements requirements;
    private final Notes notes;
    private final Optional<Security> documentSecurity;
    private final Budget budget = new Budget(MOST_OPERATIONS, "operations");
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Operation> operations = new ArrayList<>();

    Operations(
            Node.Mapping root,
            OpenApiDialect dialect,
            LocalReferences references,
            SecurityRequirements requirements,
            Notes notes) {
        this.dialect = dialect;
        this.references = references;
        this.basePaths = new BasePaths(root, dialect, notes);
        this.requirements = requirements;
        this.notes = notes;
        this.documentSecurity = requirements.of(root);
    }

    /** The operations of a {@code paths} object, in its order. */
    List<Operation> of(Node.Mapping paths) {
        paths.members().values().stream()
                .filter(path -> !path.name().startsWith("x-"))
                .map(path -> PathItem.of(path, references))
                .forEach(this::addAll);
        return operations;
    }

    private void addAll(PathItem item) {
        String path = item.path().name();
        if (!path.startsWith("/")) {
            notes.add("Path %s does not begin with a slash; one was put in front.".formatted(Unreadable.quote(path)));
        }
        if (UNREACHABLE.matcher(PARAMETER.matcher(path).replaceAll("x")).find()) {
            notes.add("Path %s is none that a request can have; gateways find nothing for it."
                    .formatted(Unreadable.quote(path)));
        }
        for (String method : dialect.methods()) {
            item.operation(method, notes).ifPresent(operation -> add(item, method, operation));
        }
    }

    private void add(PathItem item, String method, Member member) {
        Node.Mapping operation = member.mapping();
        budget.spend(1, member.line(), member.column());
        String path = item.path().name();
        String endpoint = basePaths.of(operation, item) + (path.startsWith("/") ? "" : "/") + path + "@" + method;
        requireUsable(endpoint, item.path());
        requireOnce(endpoint, member);
        Optional<Security> security = requirements.of(operation).or(() -> documentSecurity);
        boolean deprecated = Deprecations.isDeprecated(operation);
        operations.add(new Operation(
                endpoint,
                name(operation, endpoint, member),
                READING.contains(method),
                security,
                deprecated,
                deprecated ? Deprecations.sunset(operation, notes).orElse(null) : null));
    }

    private static void requireUsable(String endpoint, Member path) {
        if (!StorableText.isStorable(endpoint)) {
            throw Unreadable.at(path, "path %s has control characters".formatted(Unreadable.quote(path.name())));
        }
        int length = endpoint.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_ENDPOINT) {
            throw Unreadable.at(
                    path,
                    "endpoint %s has %,d bytes; the most is %,d"
                            .formatted(Unreadable.quote(endpoint), length, LONGEST_ENDPOINT));
        }
    }

    private void requireOnce(String endpoint, Member operation) {
        Integer earlier = lines.putIfAbsent(endpoint, operation.line());
        if (earlier != null) {
            throw Unreadable.at(
                    operation,
                    "endpoint %s is there already, at line %d".formatted(Unreadable.quote(endpoint), earlier));
        }
    }

    private static String name(Node.Mapping operation, String endpoint, Member member) {
        Optional<Member> id = operation.member("operationId");
        String name = id.map(Member::string).filter(text -> !text.isBlank()).orElse(endpoint);
        Member spot = id.orElse(member);
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw Unreadable.at(
                    spot,
                    "the operation's name is longer than %d characters; give it a shorter operationId"
                            .formatted(LONGEST_NAME));
        }
        if (!StorableText.isStorable(name)) {
            throw Unreadable.at(spot, "operationId %s has control characters".formatted(Unreadable.quote(name)));
        }
        return name;
    }
}
