package dev.gatehouse.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link ContractKind} finds in a document, before it is settled which scopes its operations need. Immutable.
 *
 * @param title the service's name, empty where the document gives none
 * @param description empty where the document gives none
 * @param operations in the document's order
 * @param scopes those that are declared, with their descriptions (may be empty), in the document's order
 * @param statesScopes whether anything asks for OAuth; where nothing does, scopes are made up
 * @param remarks what the importer should know after everything else, one sentence each
 */
public record ContractContent(
        String title,
        String description,
        List<Operation> operations,
        Map<String, String> scopes,
        boolean statesScopes,
        List<String> remarks) {
    public ContractContent {
        operations = List.copyOf(operations);
        scopes = Collections.unmodifiableMap(new LinkedHashMap<>(scopes));
        remarks = List.copyOf(remarks);
    }
}
