package dev.gatehouse.contract.hybrid;

import dev.gatehouse.contract.ContractContent;
import dev.gatehouse.contract.ContractDocument;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.contract.Security;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.StorableText;
import java.util.List;
import java.util.Map;

/**
 * Reads hybrid RPC specifications: {@code host}, {@code service} and a list {@code action} of calls. Members that say
 * nothing about access are passed over. Stateless.
 */
final class HybridReader {
    private HybridReader() {}

    static ContractContent read(ContractDocument document, Notes notes) {
        Node.Mapping root = document.root();
        String service = HybridNames.part(root, "service");
        String prefix = HybridNames.part(root, "host") + "/" + service + "/";
        List<Operation> operations = new Actions(prefix, notes).of(root);
        return new ContractContent(
                service,
                root.member("description")
                        .map(Member::text)
                        .map(StorableText::clean)
                        .orElse(""),
                operations,
                Map.of(),
                operations.stream()
                        .flatMap(operation -> operation.security().stream())
                        .anyMatch(Security::statesScopes),
                document.fileReferences() == 0
                        ? List.of()
                        : List.of("%,d $ref lead to other files; none was followed."
                                .formatted(document.fileReferences())));
    }
}
