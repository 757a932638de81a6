package dev.gatehouse.connector.transfer;

/** Is told how a transfer goes on. */
@FunctionalInterface
public interface Progress {
    /** @param forCaller true where the transfer has to wait for the caller, false each time it goes on */
    void waits(boolean forCaller);
}
