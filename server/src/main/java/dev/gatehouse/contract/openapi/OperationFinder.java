package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.References;
import dev.gatehouse.contract.document.StandardFilter;
import dev.gatehouse.contract.document.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds a document's operations. Not thread-safe: one per document. */
final class OperationFinder {
    /** RFC 9110, section 9.1. */
    private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");

    /** Of an operation, in any version. */
    private static final Set<String> MEMBERS = Set.of(
            "tags",
            "summary",
            "description",
            "externalDocs",
            "operationId",
            "parameters",
            "requestBody",
            "responses",
            "callbacks",
            "deprecated",
            "security",
            "servers",
            "consumes",
            "produces",
            "schemes");

    private static final int MAX_OPERATIONS = 50_000;

    private final OpenApiDialect dialect;
    private final References references;
    private final OperationNames names;
    private final PathTemplates templates;
    private final Notes notes;
    private final Budget budget = new Budget(MAX_OPERATIONS, "operations");
    private final List<FoundOperation> operations = new ArrayList<>();

    OperationFinder(Node.Mapping root, OpenApiDialect dialect, References references, Notes notes) {
        this.dialect = dialect;
        this.references = references;
        this.names = new OperationNames(new BasePaths(root, dialect, references, notes));
        this.templates = new PathTemplates(notes);
        this.notes = notes;
    }

    /** The operations of a {@code paths} object, in its order. */
    List<FoundOperation> of(Node.Mapping paths) {
        paths.members().values().stream()
                .filter(path -> !StandardFilter.isExtension(path.name()))
                .map(path -> PathItem.of(path, references))
                .forEach(this::addAll);
        return operations;
    }

    private void addAll(PathItem item) {
        templates.look(item.path());
        item.look(dialect, notes);
        for (String method : dialect.methods()) {
            item.operation(method, notes).ifPresent(operation -> add(item, method, operation));
        }
        dialect.additionalOperations()
                .flatMap(item::member)
                .ifPresent(additional -> references
                        .mapping(additional)
                        .members()
                        .values()
                        .forEach(operation -> addAdditional(item, operation)));
    }

    private void addAdditional(PathItem item, Member operation) {
        String name = operation.name();
        String method = name.toLowerCase(Locale.ROOT);
        if (!METHOD.matcher(name).matches()) {
            throw Unreadable.at(operation, "%s is no method (RFC 9110)".formatted(Unreadable.quote(name)));
        }
        if (dialect.methods().contains(method)) {
            throw Unreadable.at(
                    operation,
                    "method '%s' has a member of its own in a path, '%s'; move it there".formatted(name, method));
        }
        if (!name.equals(name.toUpperCase(Locale.ROOT))) {
            notes.add("Method '%s' at line %d is not in capitals; requests are taken for it that say '%s'."
                    .formatted(name, operation.line(), name.toUpperCase(Locale.ROOT)));
        }
        add(item, method, operation);
    }

    private void add(PathItem item, String method, Member member) {
        Node.Mapping operation = operation(member);
        budget.spend(1, member);
        String endpoint = names.endpoint(item, method, member, operation);
        templates.compare(endpoint.substring(0, endpoint.lastIndexOf('@')), item.path());
        operations.add(new FoundOperation(endpoint, method, item, member, operation));
    }

    /** With what its {@code $ref} leads to; what it asks for must stand in one place, as readers disagree on which counts. */
    private Node.Mapping operation(Member member) {
        List<Node.Mapping> chain = references.chain(member.mapping());
        chain.subList(0, chain.size() - 1).stream()
                .flatMap(part -> part.member("security").stream())
                .forEach(References::refuseBeside);
        if (chain.size() > 1) {
            requireOperation(chain.getLast(), chain.get(chain.size() - 2));
        }
        return references.merged(member.mapping());
    }

    /** A reference to something else, such as a path, would be an operation that asks for nothing. */
    private static void requireOperation(Node.Mapping target, Node.Mapping reference) {
        target.members().keySet().stream()
                .filter(name -> !MEMBERS.contains(name) && !StandardFilter.isExtension(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Unreadable.at(
                            reference,
                            "$ref leads to something that is no operation: it has %s"
                                    .formatted(Unreadable.quote(name)));
                });
    }
}
