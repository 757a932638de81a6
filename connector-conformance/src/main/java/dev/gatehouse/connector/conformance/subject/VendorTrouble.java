package dev.gatehouse.connector.conformance.subject;

/** How a third party may misbehave towards the first {@link ConformanceSubject#user user}. */
public enum VendorTrouble {
    /** Tokens given out so far are no longer taken; a refresh gets one that is. */
    TOKEN_EXPIRED,
    /** No token is taken any more, and none can be got. */
    ACCESS_REVOKED,
    /** Nothing more can be stored. */
    OUT_OF_SPACE,
    /** Calls are taken and never answered. */
    SILENT,
    /** Every call fails with a 500, or with something nobody understands. */
    BROKEN,
    /** Nobody listens. */
    GONE
}
