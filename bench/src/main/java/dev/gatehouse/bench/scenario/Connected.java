package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.process.BareVendor;
import dev.gatehouse.bench.process.GatehouseProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A server with connections to one third party, of which a thousand have tokens that can be refreshed. Used by one thread. */
final class Connected {
    static final int LIVE = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String LIVE_ROWS = "user_id like 'live-%'";

    private final GatehouseProcess gatehouse;

    /**
     * Connects people over HTTP, and puts the others straight into the table as they would be if they were due later.
     *
     * @param all how many connections there are in the end
     */
    Connected(GatehouseProcess gatehouse, BareVendor vendor, int all) throws Exception {
        this.gatehouse = gatehouse;
        String basic = gatehouse.basicAuthentication();
        post(basic, "/token-storage/service", """
                {"servicename":"measured","authorize_url":"%s","refresh_url":"%s","client_id":"c","client_secret":"s",
                 "implements":["fileStorage"]}""".formatted(vendor.tokenEndpoint(), vendor.tokenEndpoint()));
        for (int i = 0; i < LIVE; i++) {
            post(basic, "/token-storage/user", "{\"username\":\"live-" + i + "\"}");
            post(basic, "/token-storage/user/live-" + i + "/token", """
                    {"type":"OAuth2Token","data":{"service":{"type":"OAuth2Service","data":{"servicename":"measured"}},
                     "access_token":"a","refresh_token":"r","expiration_date":"2099-01-01T00:00:00Z"}}""");
        }
        gatehouse
                .database()
                .execute(
                        """
                insert into vault_user (registrant, user_id, created)
                select registrant, 'other-' || n, now()
                  from connector, generate_series(1, %d) n where connector = 'measured'
                """.formatted(all - LIVE),
                        """
                insert into connection (user_id, connector, registrant, sealed_tokens, expires, refresh_due, connected,
                                        last_access)
                select 'other-' || n, connector, registrant, sealed_tokens, now() + interval '2 hours',
                       now() + interval '30 minutes' + random() * interval '30 minutes', connected, last_access
                  from connection, generate_series(1, %d) n where user_id = 'live-0'
                """.formatted(all - LIVE),
                        "vacuum analyze vault_user",
                        "vacuum analyze connection");
    }

    private void post(String basic, String path, String json) throws Exception {
        gatehouse.send("POST", path, basic, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** How late a refresh was, in milliseconds. */
    record Lag(double median, double most) {}

    /** Lets each become due so much later than the one before, and tells how late they were refreshed. */
    Lag pace(double millisBetween) throws Exception {
        begin("(substr(user_id, 6)::int * " + millisBetween + ") * interval '1 millisecond'");
        String lag = "extract(epoch from refreshed - due) * 1000";
        return new Lag(
                number("select percentile_cont(0.5) within group (order by " + lag
                        + ") from connection join due using (user_id)"),
                number("select max(" + lag + ") from connection join due using (user_id)"));
    }

    /** Makes all due at once; how many milliseconds each took of the time until the last one was refreshed. */
    double drain() throws Exception {
        begin("interval '0'");
        return number(
                        "select extract(epoch from max(refreshed) - min(due)) * 1000 from connection join due using (user_id)")
                / LIVE;
    }

    private void begin(String offset) throws Exception {
        gatehouse
                .database()
                .execute(
                        "drop table if exists due",
                        "create table due as select user_id, now() + " + offset + " as due from connection where "
                                + LIVE_ROWS,
                        "update connection set refresh_due = due from due where connection.user_id = due.user_id");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (number(
                        "select count(*) from connection join due using (user_id) where refreshed is null or refreshed < due")
                > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the connections are not refreshed");
            }
            Thread.sleep(200);
        }
    }

    private double number(String sql) throws Exception {
        return Double.parseDouble(gatehouse.database().query(sql));
    }
}
