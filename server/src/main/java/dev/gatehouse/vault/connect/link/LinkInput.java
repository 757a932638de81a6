package dev.gatehouse.vault.connect.link;

import dev.gatehouse.api.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks a connect link for.
 *
 * @param user as the connector's registrant knows the person
 * @param returnUrl null for a page of ours
 * @param state comes back with the person, or null
 * @param bind {@code session} or {@code code}; null for the one that fits the return URL
 * @param unbound whether the link is bound to nobody; null for no
 */
record LinkInput(
        String user,
        String connector,
        @Nullable String returnUrl,
        @Nullable String state,
        @Nullable String bind,
        @Nullable Boolean unbound) {

    /** @throws ApiException ERR11004 for what contradicts itself, and for a code with nowhere to go */
    LinkBinding binding() {
        if (Boolean.TRUE.equals(unbound)) {
            if (bind != null) {
                throw ApiException.invalid("/bind", "contradicts unbound; send one of them");
            }
            return LinkBinding.UNBOUND;
        }
        if (bind == null) {
            return returnUrl == null ? LinkBinding.SESSION : LinkBinding.CODE;
        }
        LinkBinding binding = LinkBinding.of(bind);
        if (binding == LinkBinding.CODE && returnUrl == null) {
            throw ApiException.invalid("/returnUrl", "must be there, as the code comes back to it");
        }
        return binding;
    }

    @Override
    public String toString() {
        return "LinkInput[" + connector + "]";
    }
}
