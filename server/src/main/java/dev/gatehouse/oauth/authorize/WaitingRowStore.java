package dev.gatehouse.oauth.authorize;

import dev.gatehouse.api.ApiException;
import org.jdbi.v3.core.Handle;

/** Bounds the rows that wait for a browser in the name of one client, which may be anybody's to speak for. Stateless. */
public final class WaitingRowStore {
    /** At each moment; requests that come at once may exceed it by their number. */
    public static final int MAX_OF_CLIENT = 2_000;

    private WaitingRowStore() {}

    /**
     * @param table pushed_request or device_authorization
     * @param waiting which of its rows wait, in SQL
     * @throws ApiException ERR12104 with {@code Retry-After} when there is no room for another one
     */
    static void requireRoom(Handle handle, String table, String waiting, String clientId) {
        handle.createQuery("""
                        select ceil(extract(epoch from min(expires) - now()))
                          from (select expires
                                  from <table>
                                 where client_id = :clientId and <waiting>
                                 limit :most) waiting
                        having count(*) >= :most
                        """)
                .define("table", table)
                .define("waiting", waiting)
                .bind("clientId", clientId)
                .bind("most", MAX_OF_CLIENT)
                .mapTo(Long.class)
                .findOne()
                .ifPresent(seconds -> {
                    throw AddressBudget.tooMany("of this client", seconds);
                });
    }
}
