package dev.gatehouse.client.call;

import java.net.URI;

/** An operation, and where it is called; without a query. */
record CallTarget(ApiOperation operation, URI uri) {
    @Override
    public String toString() {
        return operation.toString();
    }
}
