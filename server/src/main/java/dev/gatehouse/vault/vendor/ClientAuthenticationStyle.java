package dev.gatehouse.vault.vendor;

/** How we tell a vendor which client we are (RFC 6749, section 2.3.1). */
public enum ClientAuthenticationStyle {
    /** Whichever of the others the vendor takes: it is asked, before anything is redeemed, and remembered. */
    AUTOMATIC,
    /** HTTP Basic, of what is form-encoded before, as the RFC has it. */
    BASIC,
    /** HTTP Basic, for vendors that decode nothing. */
    BASIC_UNENCODED,
    /** Members of the body. */
    POST,
    /** The client id alone, for a client without a secret. */
    NONE
}
