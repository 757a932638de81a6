package dev.gatehouse.contract;

import dev.gatehouse.contract.document.MemberFilter;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.SourceText;
import dev.gatehouse.decision.content.RequestReader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of contract: all that is needed to take its documents. Each stands in a package of its own, which only the list
 * of supported kinds names. Implementations are thread-safe.
 */
public interface ContractKind {
    /** The service types whose contracts these are, in the order in which messages list them. */
    List<ContractType> types();

    /** What is read, in the words of a message, such as "GraphQL schemas". */
    String documents();

    /** What a document that nobody recognises lacks, in the words of a message, such as "no 'action' with 'service'". */
    String missing();

    /** Whether its documents are neither JSON nor YAML; they are told by their text then, and come without a tree. */
    default boolean hasOwnSyntax() {
        return false;
    }

    /** Whether a document that is not recognised is read all the same where its sender says that it is of this kind. */
    default boolean believesSenders() {
        return false;
    }

    /**
     * The type of a document, empty where it is none of this kind's.
     *
     * @param supported what all kinds read, to end the message of a refusal with
     * @throws dev.gatehouse.api.ApiException ERR12103 where it is of this kind, but in a version that is not read
     */
    Optional<ContractType> recognise(ContractDocument document, String supported);

    /**
     * What is kept of members of a document; other members are kept whole. As a document may say last what it is, this
     * holds for documents of every kind, so that no two kinds may say different things of the same member.
     */
    default Map<String, MemberFilter> rootMembers() {
        return Map.of();
    }

    /**
     * What a document of one of the types says.
     *
     * @param notes gets what the importer should know
     * @throws dev.gatehouse.api.ApiException ERR12103 where it does not make sense
     */
    ContractContent read(ContractType type, ContractDocument document, Notes notes);

    /** What turns a service's endpoints and scopes into those of another version of its contract. */
    default ContractDiff difference(
            Collection<Endpoint> before,
            Set<String> scopesBefore,
            Collection<Endpoint> after,
            Set<String> scopesAfter) {
        return ContractDiff.between(before, scopesBefore, after, scopesAfter);
    }

    /**
     * What callers would notice of the messages of operations that stay, and what these ask for within.
     *
     * @throws dev.gatehouse.api.ApiException ERR12103 where one of them cannot be read as a whole
     */
    default MessageDiff messageDiff(ContractDocument before, ContractDocument after) {
        return MessageDiff.NONE;
    }

    /** What a document is stored and served as. */
    default String mediaType(SourceText document) {
        return document.mediaType();
    }

    /** How to tell which endpoints a request is for, where its method and path do not; empty where they do. */
    default Optional<RequestReader> requestReader() {
        return Optional.empty();
    }

    /** The same for a service that registered such a contract, which may be costly. @param document as it was sent */
    default Optional<RequestReader> requestReader(byte[] document) {
        return requestReader();
    }
}
