package dev.gatehouse.contract.graphql.request;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;

/** Makes the one error (ERR12170) for a GraphQL request of which it cannot be told what it asks for. */
final class Undecidable {
    private Undecidable() {}

    /**
     * The error.
     *
     * @param reason why, and what would mend it, without a full stop at its end
     */
    static ApiException because(String reason) {
        return ErrorCode.GRAPHQL_UNDECIDABLE.with(reason);
    }
}
