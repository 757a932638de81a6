package dev.gatehouse.vault.connect.link;

import org.jspecify.annotations.Nullable;

/**
 * What a client asks a connect link for.
 *
 * @param user as the connector's registrant knows the person
 * @param returnUrl null for a page of ours
 * @param state comes back with the person, or null
 */
record LinkInput(
        String user,
        String connector,
        @Nullable String returnUrl,
        @Nullable String state) {
    @Override
    public String toString() {
        return "LinkInput[" + connector + "]";
    }
}
