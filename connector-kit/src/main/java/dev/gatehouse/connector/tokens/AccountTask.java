package dev.gatehouse.connector.tokens;

import dev.gatehouse.connector.Account;
import java.io.IOException;

/** Something that is done for a person. */
@FunctionalInterface
public interface AccountTask<T> {
    T run(Account account) throws IOException;
}
