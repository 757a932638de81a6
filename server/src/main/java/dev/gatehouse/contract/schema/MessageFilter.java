package dev.gatehouse.contract.schema;

import dev.gatehouse.contract.document.MemberFilter;
import dev.gatehouse.contract.document.StandardFilter;
import java.util.Set;

/** What is kept of a document to compare its messages: everything but words and examples. */
public enum MessageFilter implements MemberFilter {
    /** Names are keywords. */
    KEYWORDS,
    /** Names are free, such as those of properties. */
    NAMES;

    private static final Set<String> DROPPED = Set.of(
            "description", "summary", "example", "examples", "externalDocs", "default", "links", "callbacks", "tags");

    private static final Set<String> WITH_NAMES = Set.of(
            "properties",
            "patternProperties",
            "dependentSchemas",
            "definitions",
            "$defs",
            "schemas",
            "parameters",
            "requestBodies",
            "responses",
            "headers",
            "content",
            "paths",
            "pathItems",
            "mediaTypes");

    @Override
    public MemberFilter member(String name) {
        if (this == NAMES) {
            return KEYWORDS;
        }
        if (DROPPED.contains(name)) {
            return StandardFilter.DROP;
        }
        return WITH_NAMES.contains(name) ? NAMES : KEYWORDS;
    }

    /** References were checked when the document was taken. */
    @Override
    public boolean checksReferences() {
        return false;
    }
}
