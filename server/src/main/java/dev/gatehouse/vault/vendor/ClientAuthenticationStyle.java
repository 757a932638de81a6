package dev.gatehouse.vault.vendor;

/** How we tell a vendor which client we are (RFC 6749, section 2.3.1). */
public enum ClientAuthenticationStyle {
    /** HTTP Basic first; in the body where the vendor refuses that, and from then on. */
    AUTOMATIC,
    /** HTTP Basic. */
    BASIC,
    /** Members of the body. */
    POST,
    /** The client id alone, for a client without a secret. */
    NONE
}
