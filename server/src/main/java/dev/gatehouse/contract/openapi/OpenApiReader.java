package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.ContractContent;
import dev.gatehouse.contract.ContractDocument;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.References;
import dev.gatehouse.contract.document.StorableText;
import dev.gatehouse.contract.document.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads OpenAPI documents. Stateless. */
final class OpenApiReader {
    private OpenApiReader() {}

    static ContractContent read(ContractDocument document, OpenApiDialect dialect, Notes notes) {
        Node.Mapping root = document.root();
        OwnUri self = OwnUri.of(root, dialect);
        int fileReferences = document.fileReferences(self::isOwn);
        References references = document.references(self::inside);
        SecuritySchemes schemes = new SecuritySchemes(root, dialect, references, notes);
        SecurityRequirements requirements = new SecurityRequirements(schemes, references, notes);
        Operations reader = new Operations(root, requirements, notes);
        List<Operation> operations = reader.of(find(root, dialect, references, notes));
        boolean statesScopes = requirements.anyStatesScopes();
        return new ContractContent(
                info(root, references, "title"),
                info(root, references, "description"),
                operations,
                schemes.scopes(),
                statesScopes,
                remarks(fileReferences, !statesScopes && schemes.anyHasScopes()));
    }

    /** The document's operations, unread. */
    static List<FoundOperation> find(Node.Mapping root, OpenApiDialect dialect, References references, Notes notes) {
        OperationFinder finder = new OperationFinder(root, dialect, references, notes);
        return paths(root, references, notes).map(finder::of).orElse(List.of());
    }

    private static Optional<Node.Mapping> paths(Node.Mapping root, References references, Notes notes) {
        Optional<Member> paths = root.member("paths");
        boolean optional = root.member("openapi")
                .filter(version -> !version.text().startsWith("3.0"))
                .isPresent();
        if (paths.isEmpty() && !optional) {
            throw Unreadable.at(root, "it has no 'paths'");
        }
        if (root.member("webhooks").isPresent()) {
            notes.add("Webhooks are calls that the service makes itself; they were not taken as endpoints.");
        }
        return paths.map(references::mapping);
    }

    private static String info(Node.Mapping root, References references, String name) {
        return root.member("info")
                .flatMap(info -> references.mapping(info).member(name))
                .map(Member::text)
                .map(StorableText::clean)
                .orElse("");
    }

    private static List<String> remarks(int fileReferences, boolean unusedScheme) {
        List<String> remarks = new ArrayList<>();
        if (unusedScheme) {
            remarks.add("An OAuth 2 or OpenID Connect scheme is declared, but nothing requires it.");
        }
        if (fileReferences > 0) {
            remarks.add("%,d $ref lead to other files; none holds an endpoint, and none was followed."
                    .formatted(fileReferences));
        }
        return remarks;
    }
}
