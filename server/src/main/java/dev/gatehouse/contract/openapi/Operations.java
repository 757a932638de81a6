package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.Deprecations;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.contract.Security;
import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.StandardFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds a document's operations. Not thread-safe: one per document. */
final class Operations {
    private static final Set<String> READING = Set.of("get", "head", "options", "trace");
    private static final int MAX_OPERATIONS = 50_000;

    private final OpenApiDialect dialect;
    private final LocalReferences references;
    private final OperationNames names;
    private final SecurityRequirements requirements;
    private final Notes notes;
    private final Optional<Security> documentSecurity;
    private final Budget budget = new Budget(MAX_OPERATIONS, "operations");
    private final List<Operation> operations = new ArrayList<>();

    Operations(
            Node.Mapping root,
            OpenApiDialect dialect,
            LocalReferences references,
            SecurityRequirements requirements,
            Notes notes) {
        this.dialect = dialect;
        this.references = references;
        this.names = new OperationNames(new BasePaths(root, dialect, notes), notes);
        this.requirements = requirements;
        this.notes = notes;
        this.documentSecurity = requirements.of(root);
    }

    /** The operations of a {@code paths} object, in its order. */
    List<Operation> of(Node.Mapping paths) {
        paths.members().values().stream()
                .filter(path -> !StandardFilter.isExtension(path.name()))
                .map(path -> PathItem.of(path, references))
                .forEach(this::addAll);
        return operations;
    }

    private void addAll(PathItem item) {
        names.look(item.path());
        for (String method : dialect.methods()) {
            item.operation(method, notes).ifPresent(operation -> add(item, method, operation));
        }
    }

    private void add(PathItem item, String method, Member member) {
        Node.Mapping operation = member.mapping();
        budget.spend(1, member);
        String endpoint = names.endpoint(item, method, member);
        Optional<Security> security = requirements.of(operation).or(() -> documentSecurity);
        operations.add(new Operation(
                endpoint,
                OperationNames.name(operation, endpoint, member),
                READING.contains(method),
                security,
                Deprecations.isDeprecated(operation),
                Deprecations.sunset(operation, notes).orElse(null)));
    }
}
