package dev.gatehouse.client.call;

/** Where the client's access tokens come from. Implementations are thread-safe and throw {@link GatehouseException}. */
public interface AccessTokens {
    /** A token that is good now, as far as is known. */
    Secret current();

    /** Another token in place of one that was refused; the same one where there is no other. */
    default Secret renewed(Secret refused) {
        return current();
    }
}
