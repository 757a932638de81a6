package dev.gatehouse.vault.connect;

/** Takes answers of vendors that end at our callback but were asked for elsewhere. Implementations are thread-safe. */
public interface CallbackHandler {
    /** Whether the answer's state is one of those that this handler gave away. */
    boolean isOne(VendorAnswer answer);

    /** @return whether a connection came of it */
    boolean take(VendorAnswer answer);
}
