package dev.gatehouse.contract;

import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.SourceText;
import dev.gatehouse.contract.document.Unreadable;
import java.util.List;
import java.util.Optional;

/** Reads a contract document of any supported type. Thread-safe. */
public final class ContractReader {
    /** Counts the ways in which documents were read: with a new one, stored documents may say something else. */
    public static final int RULES = 3;

    private final ContractKinds kinds;
    private final DocumentTypes types;

    public ContractReader(ContractKinds kinds) {
        this.kinds = kinds;
        this.types = new DocumentTypes(kinds);
    }

    /**
     * Reads the endpoints and scopes of a document. Nothing is fetched; time and memory are bounded by its size.
     *
     * @param serviceId the service it is for: names the scopes where the document states no OAuth security
     * @param document JSON, YAML or what else a kind reads, in UTF-8, at most 32 MiB; not to be changed meanwhile
     * @param declared the type the sender says it has; otherwise it is recognised
     * @param otherSchemes what becomes of operations that ask for something, but not for OAuth
     * @throws dev.gatehouse.api.ApiException ERR12103 with line, column and mend where it cannot be read
     */
    public Contract read(
            String serviceId, byte[] document, Optional<ContractType> declared, OtherSchemes otherSchemes) {
        declared.filter(type -> kinds.find(type).isEmpty()).ifPresent(ContractReader::refuseUnknown);
        types.requireText(document);
        SourceText source = SourceText.of(document);
        DocumentTypes.Typed typed = types.recognise(source, declared);
        declared.filter(type -> !type.equals(typed.type())).ifPresent(type -> refuseContradiction(type, typed));
        Notes notes = new Notes();
        ContractContent content = typed.kind().read(typed.type(), typed.document(), notes);
        EndpointScopes scopes = new EndpointScopes(!content.statesScopes(), serviceId, otherSchemes, notes);
        return contract(typed, content, scopes, notes);
    }

    /** The same, where operations that ask for something else than OAuth get scopes of the service's own. */
    public Contract read(String serviceId, byte[] document, Optional<ContractType> declared) {
        return read(serviceId, document, declared, OtherSchemes.DERIVE);
    }

    /**
     * What callers would notice of the messages of operations that stay, and what these ask for within.
     *
     * @param before of whatever type
     * @throws dev.gatehouse.api.ApiException ERR12103 where one of them cannot be read, or is too large to be compared
     */
    public MessageDiff messageDiff(byte[] before, byte[] after, ContractType type) {
        DocumentTypes.Typed old = types.recognise(SourceText.of(before), Optional.of(type));
        DocumentTypes.Typed now = types.recognise(SourceText.of(after), Optional.of(type));
        return old.kind() == now.kind() ? now.kind().messageDiff(old.document(), now.document()) : MessageDiff.NONE;
    }

    /** Settles which scopes each operation needs, in the same way for every kind. */
    private static Contract contract(
            DocumentTypes.Typed typed, ContractContent content, EndpointScopes scopes, Notes notes) {
        List<Endpoint> endpoints = scopes.endpoints(content.operations());
        if (endpoints.isEmpty()) {
            notes.add("The document has no operations.");
        }
        content.remarks().forEach(notes::add);
        return new Contract(
                typed.type(),
                typed.kind().mediaType(typed.document().source()),
                content.title(),
                content.description(),
                endpoints,
                scopes.scopes(content.scopes(), endpoints, content.title()),
                !content.statesScopes(),
                notes.list());
    }

    private static void refuseUnknown(ContractType declared) {
        throw Unreadable.at(
                1,
                1,
                "contracts of type %s are not taken, as they cannot be compared; register the endpoints one by one"
                        .formatted(declared.text()));
    }

    private static void refuseContradiction(ContractType declared, DocumentTypes.Typed typed) {
        throw Unreadable.at(
                typed.document().root(),
                "the document is of type %s, not %s as declared; leave the type out or correct it"
                        .formatted(typed.type().text(), declared.text()));
    }
}
