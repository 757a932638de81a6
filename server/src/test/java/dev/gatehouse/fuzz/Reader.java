package dev.gatehouse.fuzz;

import dev.gatehouse.api.ApiException;

/** Reads what a stranger sent, as the server does. Made once for each process, with a public constructor. */
public interface Reader {
    /** Reads it; what comes out does not matter. */
    void read(byte[] sent) throws Exception;

    /** Whether this is how it is documented to refuse. Errors of the virtual machine never are. */
    default boolean isRefusal(Exception failure) {
        return failure instanceof ApiException refusal && refusal.code().status() / 100 == 4;
    }
}
