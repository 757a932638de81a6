package dev.gatehouse.vault.webhook;

/** What clients may be told of now. Implementations are thread-safe and may block. */
@FunctionalInterface
public interface ToldClients {
    /** Whether the client could still read what events of the type tell of. */
    boolean mayHear(String clientId, String eventType);
}
