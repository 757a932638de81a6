package dev.gatehouse.contract.document;

import java.util.Set;

/** What can be done with a part of a document whose members have no meaning for its contract kind. */
public enum StandardFilter implements MemberFilter {
    /** Kept whole. */
    KEEP,
    /** Kept whole, as something may point to it, but without a meaning of its own. */
    KEEP_DATA,
    /** Not kept; its names are keywords. */
    SKIM,
    /** Not kept; its names are free, such as those of properties. */
    SKIM_NAMES,
    /** Examples, defaults and extensions: not kept, and a {@code $ref} means nothing. */
    DROP;

    private static final Set<String> DATA_KEYWORDS = Set.of("example", "examples", "default", "enum", "const");
    private static final Set<String> NAME_KEYWORDS = Set.of(
            "properties",
            "patternProperties",
            "dependentSchemas",
            "definitions",
            "$defs",
            "responses",
            "headers",
            "content",
            "links",
            "callbacks");

    /** Whether the member is one that everybody may add ({@code x-…}). */
    public static boolean isExtension(String name) {
        return name.startsWith("x-");
    }

    @Override
    public boolean isKept() {
        return this == KEEP || this == KEEP_DATA;
    }

    @Override
    public boolean checksReferences() {
        return this != DROP && this != KEEP_DATA;
    }

    @Override
    public MemberFilter anchored() {
        return switch (this) {
            case SKIM, SKIM_NAMES -> KEEP;
            case DROP -> KEEP_DATA;
            case KEEP, KEEP_DATA -> this;
        };
    }

    @Override
    public MemberFilter member(String name) {
        boolean data = isExtension(name) || DATA_KEYWORDS.contains(name);
        return switch (this) {
            case KEEP -> data ? KEEP_DATA : KEEP;
            case SKIM -> data ? DROP : NAME_KEYWORDS.contains(name) ? SKIM_NAMES : SKIM;
            case SKIM_NAMES -> SKIM;
            case KEEP_DATA, DROP -> this;
        };
    }
}
