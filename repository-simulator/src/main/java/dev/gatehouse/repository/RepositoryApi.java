package dev.gatehouse.repository;

import java.io.IOException;

/** The API of one dialect. */
interface RepositoryApi {
    /** @throws Refusal where the call is refused */
    Answer answer(Call call) throws IOException;
}
