package dev.gatehouse.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.DatabaseLink;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Counts outlive the database's absence, and the process's orderly end. */
class UsageOutageTest {
    private static final String ENDPOINTS = "[{\"endpoint\":\"/items@get\",\"operation\":\"list\",\"scope\":\"$.r\"}]";

    private static long written(DatabaseAddress database) {
        return Jdbi.create(database.jdbcUrl(), database.user(), database.password())
                .withHandle(handle -> handle.createQuery("select coalesce(sum(calls), 0) from endpoint_use_day")
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void whatIsCountedMeanwhileIsWrittenAfterwards() {
        DatabaseAddress database = TestDatabase.create();
        try (DatabaseLink link = new DatabaseLink(database)) {
            try (TestServer server =
                    TestServer.start(link.address(), TestServer.newDirectory(), DatabaseLink.NOTICED)) {
                CalledService service = CalledService.register(server, ENDPOINTS);
                TestServer.Registered client = service.client(".r");
                Api gateway = server.admin().withToken(server.token(client.clientId(), client.secret()));
                service.call(gateway, "GET", "/items").expect(200);
                link.cut();
                for (int i = 0; i < 5; i++) {
                    service.call(gateway, "GET", "/items").expect(200);
                }
                link.mend();
                service.awaitCounted(6);
                service.call(gateway, "GET", "/items").expect(200);
            }
            assertThat(written(database))
                    .as("the last one is written when the server is told to stop")
                    .isEqualTo(7);
        }
    }
}
