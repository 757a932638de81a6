package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.cli.Commands;
import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.server.AuditQuery;
import dev.gatehouse.client.server.AuditRecord;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The audit as JSON lines, however long it is. */
class AuditExportTest {
    private static final int PAGES = 3;
    private static final int PAGE = 1000;

    private static void write(TestServer server, String subject, int rows, int bytes) {
        server.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                                insert into audit (user_id, client_id, action, subject, detail)
                                select 'ann', 'desk', 'test', :subject,
                                       jsonb_build_object('n', n, 'text', (
                                           select string_agg(md5(n || ' ' || part), '')
                                             from generate_series(1, :parts) part))
                                  from generate_series(1, :rows) n
                                """)
                        .bind("subject", subject)
                        .bind("rows", rows)
                        .bind("parts", bytes / 32)
                        .execute());
    }

    /** Several reads, each ended by the number of entries or by their size. */
    @Test
    void holdsWhatTheListHoldsTheOldestFirst() {
        TestServer server = TestServer.shared();
        String subject = "thing/" + UUID.randomUUID();
        write(server, subject, PAGES * PAGE - 10, 64);
        write(server, subject, 10, 60_000);
        Api api = server.administrator("oauth.audit.r");
        List<String> listed = Stream.iterate(1, page -> page + 1)
                .limit(PAGES)
                .flatMap(page -> api.get("/oauth2/audit?pageSize=1000&page=" + page + "&subject=" + subject)
                        .expect(200)
                        .json()
                        .valueStream())
                .map(JsonNode::toString)
                .toList();

        List<String> exported = api.get("/oauth2/audit/export?subject=" + subject)
                .expect(200)
                .text()
                .lines()
                .toList();

        assertThat(exported.reversed()).isEqualTo(listed).hasSize(PAGES * PAGE);
        String middle = listed.get(PAGE).replaceFirst(".*\"auditId\":(\\d+),.*", "$1");
        assertThat(api.get("/oauth2/audit/export?userId=ann&afterId=" + middle + "&subject=" + subject)
                        .text()
                        .lines())
                .containsExactlyElementsOf(listed.subList(0, PAGE).reversed());
    }

    @Test
    void itsFiltersAreThoseOfTheList() {
        TestServer server = TestServer.shared();
        String subject = "thing/" + UUID.randomUUID();
        write(server, subject, 3, 32);
        JsonNode bootstrap = server.bootstrap();
        Api client = server.admin()
                .withBasic(
                        bootstrap.get("clientId").asString(),
                        bootstrap.get("clientSecret").asString());
        String export = "/oauth2/audit/export?subject=" + subject;

        assertThat(client.get(export).expect(200).text().lines()).hasSize(3);
        assertThat(client.get(export + "&since=2100-01-01T00:00:00Z")
                        .expect(200)
                        .text())
                .isEmpty();
        assertThat(client.get(export + "&until=2026-01-01T00:00:00Z")
                        .expect(200)
                        .text())
                .isEmpty();
        assertThat(client.get(export + "&action=other").expect(200).text()).isEmpty();
        client.get(export + "&afterId=x").expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
        client.get(export + "&until=x").expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
    }

    /** Far more than buffers hold, so that what is left is read only once the client has taken what came before. */
    @Test
    void whatBreaksOffIsNotTakenForWhole() {
        try (TestServer server = TestServer.start(Map.of())) {
            write(server, "thing/long", 200, 200_000);
            JsonNode bootstrap = server.bootstrap();
            Gatehouse gatehouse = Gatehouse.at(server.adminUrl(), server.publicUrl())
                    .withClientCredentials(
                            bootstrap.get("clientId").asString(),
                            bootstrap.get("clientSecret").asString())
                    .build();
            AuditQuery query = AuditQuery.all().of("thing/long");
            long last;
            try (Stream<AuditRecord> export = gatehouse.audit().export(query, 0)) {
                Iterator<AuditRecord> records = export.iterator();
                last = records.next().auditId();
                server.jdbi().useHandle(handle -> handle.execute("alter table audit rename to away"));
                assertThatThrownBy(() -> records.forEachRemaining(_ -> {})).isInstanceOf(GatehouseException.class);
            }
            server.jdbi().useHandle(handle -> handle.execute("alter table away rename to audit"));

            try (Stream<AuditRecord> rest = gatehouse.audit().export(query, last)) {
                assertThat(rest).hasSize(199);
            }
        }
    }

    @Test
    void theCommandGoesOnWithTheFileThatIsThere() throws IOException {
        try (TestServer server = TestServer.start(Map.of())) {
            Path file = TestServer.newDirectory().resolve("audit.jsonl");
            String[] command = {
                "audit",
                "export",
                "--to",
                file.toString(),
                "--data",
                server.data().toString()
            };
            write(server, "thing/ä", 3, 100_000);

            assertThat(Commands.run(Map.of(), command).error()).isEmpty();
            write(server, "thing/b", 2, 32);
            Files.writeString(file, "{\"auditId\":", StandardOpenOption.APPEND); // of an export that was killed
            Commands.Ran second = Commands.run(Map.of(), command);

            assertThat(second.status()).as(second.error()).isZero();
            assertThat(second.output()).startsWith("2 entries are added to ");
            assertThat(Files.readString(file))
                    .isEqualTo(server.administrator()
                            .get("/oauth2/audit/export")
                            .expect(200)
                            .text())
                    .contains("thing/ä");
            Path other = Files.writeString(file.resolveSibling("other"), "hello\n");
            Commands.Ran refused = Commands.run(
                    Map.of(),
                    "audit",
                    "export",
                    "--to",
                    other.toString(),
                    "--data",
                    server.data().toString());
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.error()).contains("does not end with an entry of the audit");
            assertThat(Files.readString(other)).isEqualTo("hello\n");
        }
    }
}
