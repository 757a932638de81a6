package dev.gatehouse.connector.tokens;

/** What opens a third-party service to a person. */
public enum ServiceKind {
    /** An access token by OAuth 2. */
    OAUTH2,
    /** A user name and a password. */
    LOGIN,
    /** A key. */
    API_KEY,
    /** Nothing: the third party knows people by their names at the token storage. */
    OPEN
}
