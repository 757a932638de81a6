package dev.gatehouse.contract;

import dev.gatehouse.contract.document.DocumentTree;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.SourceText;
import dev.gatehouse.contract.document.Unreadable;
import java.util.Map;
import java.util.Optional;

/** Reads a contract document of any supported type. Thread-safe. */
public final class ContractReader {
    private final Map<ContractType, ContractFormat> formats;

    public ContractReader() {
        this(Map.of(
                ContractType.SWAGGER,
                ContractFormat.comparingEndpoints(new OpenApiReader(OpenApiDialect.SWAGGER_2)),
                ContractType.OPENAPI,
                ContractFormat.comparingEndpoints(new OpenApiReader(OpenApiDialect.OPENAPI_3)),
                ContractType.GRAPHQL,
                ContractFormat.comparingEndpoints(new GraphqlReader()),
                ContractType.HYBRID,
                ContractFormat.comparingEndpoints(new HybridReader())));
    }

    ContractReader(Map<ContractType, ContractFormat> formats) {
        this.formats = Map.copyOf(formats);
    }

    /**
     * Reads the endpoints and scopes of a document. Nothing is fetched; time and memory are bounded by its size.
     *
     * @param serviceId the service it is for: names the scopes where the document states no OAuth security
     * @param document JSON, YAML or GraphQL in UTF-8, at most 32 MiB; not to be changed meanwhile
     * @param declared the type the sender says it has; otherwise it is recognised
     * @throws dev.gatehouse.api.ApiException ERR12103 with line, column and mend where it cannot be read
     */
    public Contract read(String serviceId, byte[] document, Optional<ContractType> declared) {
        SourceText source = SourceText.of(document);
        ContractDocument typed = declared.equals(Optional.of(ContractType.GRAPHQL)) || DocumentTypes.isGraphql(source)
                ? ContractDocument.text(ContractType.GRAPHQL, serviceId, source)
                : structured(serviceId, source, declared);
        declared.filter(type -> type != typed.type()).ifPresent(type -> refuseContradiction(type, typed));
        return Optional.ofNullable(formats.get(typed.type()))
                .orElseThrow(() -> notTaken(typed))
                .reader()
                .read(typed);
    }

    /** What a contract that was read here changes. */
    public DifferenceCheck differences(Contract contract) {
        return formats.get(contract.type()).differences();
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

    private static RuntimeException notTaken(ContractDocument document) {
        return Unreadable.at(
                document.root(),
                "contracts of type %s are not taken, as they cannot be compared; register the endpoints one by one"
                        .formatted(document.type().text()));
    }
}
