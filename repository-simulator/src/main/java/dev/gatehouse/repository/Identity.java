package dev.gatehouse.repository;

import java.util.Set;

/** Whose token a call carries. */
final class Identity {
    private final Tokens tokens;

    Identity(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * @param statusWithout what a call without a token is answered
     * @param scope what the token needs
     */
    String user(Call call, int statusWithout, String scope) {
        String token = call.bearer().orElseThrow(() -> new Refusal(statusWithout, "Permission denied."));
        Tokens.Holder holder = tokens.holder(token).orElseThrow(Identity::unauthorized);
        Set<String> scopes = holder.scopes();
        if (!scopes.contains(scope)) {
            throw new Refusal(403, "Permission denied.");
        }
        return holder.user();
    }

    private static Refusal unauthorized() {
        return new Refusal(
                401,
                "The server could not verify that you are authorized to access the URL requested. You either supplied"
                        + " the wrong credentials (e.g. a bad password), or your browser doesn't understand how to supply"
                        + " the credentials required.");
    }
}
