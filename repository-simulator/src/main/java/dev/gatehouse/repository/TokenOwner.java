package dev.gatehouse.repository;

import java.util.Set;

/** Whose token a call carries. */
final class TokenOwner {
    private final IssuedTokens tokens;

    TokenOwner(IssuedTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * @param statusWithout what a call without a token is answered
     * @param scope what the token needs
     */
    String user(RepositoryCall call, int statusWithout, String scope) {
        String token = call.bearer().orElseThrow(() -> new RepositoryRefusal(statusWithout, "Permission denied."));
        IssuedTokens.Holder holder = tokens.holder(token).orElseThrow(TokenOwner::unauthorized);
        Set<String> scopes = holder.scopes();
        if (!scopes.contains(scope)) {
            throw new RepositoryRefusal(403, "Permission denied.");
        }
        return holder.user();
    }

    private static RepositoryRefusal unauthorized() {
        return new RepositoryRefusal(
                401,
                "The server could not verify that you are authorized to access the URL requested. You either supplied"
                        + " the wrong credentials (e.g. a bad password), or your browser doesn't understand how to supply"
                        + " the credentials required.");
    }
}
