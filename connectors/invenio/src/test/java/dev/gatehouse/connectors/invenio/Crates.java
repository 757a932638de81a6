package dev.gatehouse.connectors.invenio;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** RO-Crates of tests. */
final class Crates {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Crates() {}

    static ObjectNode parse(String json) {
        return (ObjectNode) MAPPER.readTree(json);
    }

    /** A crate with this root and more entities. */
    static ObjectNode crate(String rootMembers, String... entities) {
        String more = entities.length == 0 ? "" : "," + String.join(",", entities);
        return parse("""
                {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [
                  {"@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"},
                   "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"}},
                  {"@id": "./", "@type": "Dataset", %s}%s]}
                """.formatted(rootMembers, more));
    }

    /** What a repository publishes. */
    static ObjectNode complete() {
        return crate("""
                "name": "Tides at Helgoland", "description": "Water levels, hour by hour.", "datePublished": "2026-01-31",
                "license": {"@id": "https://creativecommons.org/licenses/by/4.0/"}, "keywords": ["tides", "North Sea"],
                "version": "1.2.0", "inLanguage": "en",
                "author": [{"@id": "https://orcid.org/0000-0002-1825-0097"}, {"@id": "#lab"}]
                """, """
                {"@id": "https://orcid.org/0000-0002-1825-0097", "@type": "Person", "name": "Josiah Carberry",
                 "givenName": "Josiah", "familyName": "Carberry", "affiliation": {"@id": "#brown"}}
                """, """
                {"@id": "#brown", "@type": "Organization", "name": "Brown University"}
                """, """
                {"@id": "#lab", "@type": "Organization", "name": "Tidal Laboratory"}
                """);
    }

    static JsonNode root(ObjectNode crate) {
        return entity(crate, "./");
    }

    static JsonNode entity(ObjectNode crate, String id) {
        return crate.path("@graph")
                .valueStream()
                .filter(entity -> entity.path("@id").asString("").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + id + " in " + crate));
    }
}
