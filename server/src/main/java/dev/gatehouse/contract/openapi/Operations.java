package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.Deprecations;
import dev.gatehouse.contract.FreshSignIn;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.contract.Security;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Notes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a document's operations are and ask for. Not thread-safe: one per document. */
final class Operations {
    /** The methods that are registered as safe. */
    private static final Set<String> READING =
            Set.of("get", "head", "options", "trace", "query", "propfind", "report", "search");

    private final SecurityRequirements requirements;
    private final Notes notes;
    private final Optional<Security> documentSecurity;

    Operations(Node.Mapping root, SecurityRequirements requirements, Notes notes) {
        this.requirements = requirements;
        this.notes = notes;
        this.documentSecurity = requirements.of(root);
    }

    List<Operation> of(List<FoundOperation> found) {
        return found.stream().map(this::operation).toList();
    }

    private Operation operation(FoundOperation found) {
        Node.Mapping operation = found.operation();
        return new Operation(
                found.endpoint(),
                OperationNames.name(operation, found.endpoint(), found.member()),
                READING.contains(found.method()),
                requirements.of(operation).or(() -> documentSecurity),
                Deprecations.isDeprecated(operation),
                Deprecations.sunset(operation, notes).orElse(null),
                FreshSignIn.of(operation).orElse(null));
    }
}
