package dev.gatehouse.contract;

import dev.gatehouse.contract.document.DocumentTree;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.SourceText;
import dev.gatehouse.contract.document.Unreadable;
import java.util.Map;
import java.util.Optional;

/** Reads a contract document of any supported type. Thread-safe. */
public final class ContractReader {
    private final Map<ContractType, FormatReader> formats;

    public ContractReader() {
        this(Map.of(
                ContractType.SWAGGER, new OpenApiReader(OpenApiDialect.SWAGGER_2),
                ContractType.OPENAPI, new OpenApiReader(OpenApiDialect.OPENAPI_3)));
    }

    ContractReader(Map<ContractType, FormatReader> formats) {
        this.formats = Map.copyOf(formats);
    }

    /**
     * Reads the endpoints and scopes of a document. Nothing is fetched; time and memory are bounded by its size.
     *
     * @param serviceId the service it is for: names the scopes where the document states no OAuth security
     * @param document JSON or YAML in UTF-8, at most 32 MiB; not to be changed meanwhile
     * @param declared the type the sender says it has; otherwise it is recognised
     * @throws dev.gatehouse.http.ApiException ERR12103 with line, column and mend where it cannot be read
     */
    public Contract read(String serviceId, byte[] document, Optional<ContractType> declared) {
        SourceText source = SourceText.of(document);
        ContractDocument typed = declared.equals(Optional.of(ContractType.GRAPHQL)) || DocumentTypes.isGraphql(source)
                ? ContractDocument.text(ContractType.GRAPHQL, serviceId, source)
                : structured(serviceId, source, declared);
        declared.filter(type -> type != typed.type()).ifPresent(type -> refuseContradiction(type, typed));
        return Optional.ofNullable(formats.get(typed.type()))
                .orElseThrow(() -> notReadYet(typed))
                .read(typed);
    }

    private static ContractDocument structured(String serviceId, SourceText source, Optional<ContractType> declared) {
        DocumentTree tree = DocumentTree.read(source);
        if (!(tree.root() instanceof Node.Mapping root)) {
            throw Unreadable.at(
                    tree.root(),
                    "the document is %s; it must be an object"
                            .formatted(tree.root().kind()));
        }
        ContractType type = DocumentTypes.recognise(root)
                .or(() -> declared.filter(ContractType.HYBRID::equals))
                .orElseThrow(() -> DocumentTypes.unrecognised(root));
        return ContractDocument.tree(type, serviceId, source, tree, root);
    }

    private static void refuseContradiction(ContractType declared, ContractDocument document) {
        throw Unreadable.at(
                document.root(),
                "the document is of type %s, not %s as declared; leave the type out or correct it"
                        .formatted(document.type().text(), declared.text()));
    }

    private static RuntimeException notReadYet(ContractDocument document) {
        return Unreadable.at(
                document.root(),
                "contracts of type %s are not read yet; send OpenAPI 2.0, 3.0 or 3.1, or register the endpoints one by one"
                        .formatted(document.type().text()));
    }
}
