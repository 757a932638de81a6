package dev.gatehouse.store.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.LoggedLines;
import dev.gatehouse.testing.TestServer;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;

/** What the database refuses because of a caller's value, where no check of ours stands before it. */
class RefusedValuesTest {
    private static TestServer server;

    private final DatabaseFaults faults = new DatabaseFaults(System::nanoTime);

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> statements() {
        return Stream.of(
                asked(
                        "22021",
                        handle -> handle.select("select :text")
                                .bind("text", "a\0b")
                                .mapTo(String.class)
                                .one()),
                asked("22P05", handle -> handle.execute("select cast('{\"a\":\"\\u0000\"}' as jsonb) ->> 'a'")),
                asked(
                        "22001",
                        handle -> handle.execute("create temp table t (v varchar(2)); insert into t values ('abc')")),
                asked(
                        "54000",
                        handle -> handle.execute(
                                "select to_tsvector(string_agg(g::text, ' ')) from generate_series(1, 300000) g")),
                asked("22003", handle -> handle.execute("select 99999999999::int")),
                asked("22008", handle -> handle.execute("select '300000-01-01'::timestamptz")));
    }

    private static Arguments asked(String state, HandleConsumer<RuntimeException> statement) {
        return Arguments.of(state, statement);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    void aValueOfACallerIsTheCallersToMend(String state, HandleConsumer<RuntimeException> statement) {
        Throwable failure = catchThrowable(() -> server.jdbi().useTransaction(statement));

        assertThat(failure)
                .rootCause()
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(state));
        assertThat(faults.answer(failure).map(ApiException::code).orElseThrow().status())
                .isEqualTo(400);
    }

    @Test
    void aFaultOfAStatementStaysOurs() {
        Throwable failure =
                catchThrowable(() -> server.jdbi().useHandle((Handle handle) -> handle.execute("select x")));
        assertThat(faults.answer(failure)).isEmpty();
    }

    @Test
    void s13_theCallerIsToldAndTheLogOnce() {
        server.jdbi().useHandle(handle -> handle.execute("""
                create function no_such_character() returns trigger language plpgsql as $$
                begin raise exception 'secret-%', new.service_name using errcode = '22021'; end $$;
                create trigger no_such_character before insert on service
                for each row execute function no_such_character()
                """));
        try (LoggedLines lines = LoggedLines.of(RefusedValues.class)) {
            for (int i = 0; i < 3; i++) {
                Answer answer = server.administrator().post("/oauth2/service", """
                        {"serviceId":"refused","serviceType":"openapi","serviceName":"x","scope":""}
                        """);
                answer.expectError(400, "ERR12255", "VALUE_NOT_STORABLE");
                assertThat(answer.text()).doesNotContain("secret");
            }
            assertThat(lines.with("22021")).hasSize(1);
            assertThat(lines.with("22021").getFirst()).contains("ServiceStore").doesNotContain("secret");
        }
    }
}
