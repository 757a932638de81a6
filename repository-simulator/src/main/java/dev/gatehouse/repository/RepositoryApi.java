package dev.gatehouse.repository;

import java.io.IOException;

/** The API of one dialect. */
interface RepositoryApi {
    /** @throws RepositoryRefusal where the call is refused */
    RepositoryAnswer answer(RepositoryCall call) throws IOException;
}
