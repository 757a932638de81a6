package dev.gatehouse.contract;

import dev.gatehouse.contract.document.Member;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.StorableText;
import dev.gatehouse.contract.document.Unreadable;
import java.util.List;
import java.util.Optional;

/** Reads OpenAPI 2.0, 3.0 and 3.1 documents. Thread-safe. */
final class OpenApiReader implements FormatReader {
    private final OpenApiDialect dialect;

    OpenApiReader(OpenApiDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public Contract read(ContractDocument document) {
        Node.Mapping root = document.root();
        Notes notes = new Notes();
        LocalReferences references = new LocalReferences(root);
        SecuritySchemes schemes = new SecuritySchemes(root, dialect, references, notes);
        SecurityRequirements requirements = new SecurityRequirements(schemes, notes);
        Operations finder = new Operations(root, dialect, references, requirements, notes);
        List<Operation> operations = paths(root, notes).map(finder::of).orElse(List.of());
        boolean derived = !requirements.anyStatesScopes();
        EndpointScopes scopes = new EndpointScopes(derived, document.serviceId(), notes);
        List<Endpoint> endpoints = scopes.endpoints(operations);
        noteTheRest(document, operations, derived && schemes.anyHasScopes(), notes);
        String title = info(root, "title");
        return new Contract(
                dialect.type(),
                title,
                info(root, "description"),
                endpoints,
                scopes.scopes(schemes.scopes(), endpoints, title),
                derived,
                notes.list());
    }

    private static Optional<Node.Mapping> paths(Node.Mapping root, Notes notes) {
        Optional<Member> paths = root.member("paths");
        boolean optional = root.member("openapi")
                .filter(version -> version.text().startsWith("3.1"))
                .isPresent();
        if (paths.isEmpty() && !optional) {
            throw Unreadable.at(root, "it has no 'paths'");
        }
        if (root.member("webhooks").isPresent()) {
            notes.add("Webhooks are calls that the service makes itself; they were not taken as endpoints.");
        }
        return paths.map(Member::mapping);
    }

    private static String info(Node.Mapping root, String name) {
        return root.member("info")
                .flatMap(info -> info.mapping().member(name))
                .map(Member::text)
                .map(StorableText::clean)
                .orElse("");
    }

    private static void noteTheRest(
            ContractDocument document, List<Operation> operations, boolean unusedScheme, Notes notes) {
        if (operations.isEmpty()) {
            notes.add("The document has no operations.");
        }
        if (unusedScheme) {
            notes.add("An OAuth 2 or OpenID Connect scheme is declared, but nothing requires it.");
        }
        if (document.fileReferences() > 0) {
            notes.add("%,d $ref lead to other files; none holds an endpoint, and none was followed."
                    .formatted(document.fileReferences()));
        }
    }
}
