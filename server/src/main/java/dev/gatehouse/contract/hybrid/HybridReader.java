package dev.gatehouse.contract.hybrid;

import dev.gatehouse.contract.ContractContent;
import dev.gatehouse.contract.ContractDocument;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.StorableText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads hybrid RPC specifications: {@code host}, {@code service} and a list {@code action} of calls, or the older form, an
 * object of calls by the names of their endpoints. Members that say nothing about access are passed over. Stateless.
 */
final class HybridReader {
    private HybridReader() {}

    static ContractContent read(ContractDocument document, Notes notes) {
        Node.Mapping root = document.root();
        int fileReferences = document.fileReferences(name -> false);
        Actions actions = new Actions(document.references(reference -> reference), notes);
        String service = addAll(actions, root);
        return new ContractContent(
                service,
                HybridNames.isNamedForm(root)
                        ? ""
                        : root.member("description")
                                .map(Member::text)
                                .map(StorableText::clean)
                                .orElse(""),
                actions.operations(),
                Map.of(),
                actions.stateAccess(),
                fileReferences == 0
                        ? List.of()
                        : List.of("%,d $ref lead to other files; none was followed.".formatted(fileReferences)));
    }

    /** @return the service's name, empty where there are several */
    static String addAll(Actions actions, Node.Mapping root) {
        return HybridNames.isNamedForm(root) ? addNamed(actions, root) : addList(actions, root);
    }

    private static String addList(Actions actions, Node.Mapping root) {
        String service = HybridNames.part(root, "service");
        actions.addList(HybridNames.part(root, "host") + "/" + service + "/", root);
        return service;
    }

    private static String addNamed(Actions actions, Node.Mapping root) {
        root.members().values().forEach(actions::addNamed);
        Set<String> services =
                root.members().keySet().stream().map(name -> name.split("/")[1]).collect(Collectors.toSet());
        return services.size() == 1 ? services.iterator().next() : "";
    }
}
