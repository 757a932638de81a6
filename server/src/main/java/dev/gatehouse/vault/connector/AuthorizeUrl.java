package dev.gatehouse.vault.connector;

/** URLs as existing connectors send them: with the question mark before the query percent-encoded. */
final class AuthorizeUrl {
    private AuthorizeUrl() {}

    /** The same URL with an encoded question mark decoded where there is no real one. */
    static String decoded(String url) {
        return url.contains("?") ? url : url.replaceFirst("%3[Ff]", "?");
    }
}
