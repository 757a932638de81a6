package dev.gatehouse.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a contract document says about its service. Immutable.
 *
 * @param mediaType what the document is stored and served as
 * @param title the service's name, empty where the document gives none
 * @param description empty where the document gives none
 * @param endpoints sorted by {@link Endpoint#endpoint()}
 * @param scopes each scope that is declared or needed, with its description (may be empty), in the document's order
 * @param derived whether the document states no OAuth security, so that the scopes were made up from the methods
 * @param notes what a reader of the import's answer should know, one sentence each
 */
public record Contract(
        ContractType type,
        String mediaType,
        String title,
        String description,
        List<Endpoint> endpoints,
        Map<String, String> scopes,
        boolean derived,
        List<String> notes) {

    public Contract {
        endpoints = List.copyOf(endpoints);
        scopes = Collections.unmodifiableMap(new LinkedHashMap<>(scopes));
        notes = List.copyOf(notes);
    }

    /** The same contract with one more note. */
    public Contract noting(String note) {
        return noting(List.of(note));
    }

    /** The same contract with more notes. */
    public Contract noting(List<String> added) {
        List<String> more = new ArrayList<>(notes);
        more.addAll(added);
        return new Contract(type, mediaType, title, description, endpoints, scopes, derived, more);
    }
}
