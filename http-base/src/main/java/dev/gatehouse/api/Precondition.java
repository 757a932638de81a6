package dev.gatehouse.api;

import org.jspecify.annotations.Nullable;

/**
 * What a writer expects the resource to be (RFC 9110 section 13.1.1). Immutable.
 *
 * @param ifMatch the If-Match field value, or null when any state will do
 */
public record Precondition(@Nullable String ifMatch) {
    /** Any state will do. */
    public static final Precondition NONE = new Precondition(null);

    /**
     * Compares with the resource as it is inside the writing transaction.
     *
     * @param what names the resource in the error, for example {@code Service petstore}
     * @throws ApiException ERR12101 when the resource has another entity tag
     */
    public void check(String what, Object representation) {
        if (ifMatch == null) {
            return;
        }
        checkBytes(what, Json.bytes(representation));
    }

    /** The same for a representation's bytes, or null where there is none. */
    public void checkBytes(String what, byte @Nullable [] representation) {
        if (ifMatch == null) {
            return;
        }
        String current = representation == null ? "none" : EntityTag.of(representation);
        if (representation == null || !EntityTag.matchesStrongly(ifMatch, current)) {
            throw ErrorCode.PRECONDITION_FAILED.with(what, current);
        }
    }
}
