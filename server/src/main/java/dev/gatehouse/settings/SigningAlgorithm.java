package dev.gatehouse.settings;

/** What tokens are signed with (RFC 7518 section 3.1). */
public enum SigningAlgorithm {
    ES256,
    RS256
}
