package dev.gatehouse.authority.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.store.Database;
import dev.gatehouse.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rows follow what services and endpoints name, whoever writes these: here nobody but SQL does. */
class ScopeOwnerRowsTest {
    private final Database database = TestDatabase.open(TestDatabase.create(), 4);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aScopeBelongsToWhoDeclaredItFirst() {
        users("ann", "bob");
        service("orders", "ann", "orders.r openid oauth.client.r");
        service("copy", "bob", "orders.r copy.r");

        assertThat(owners()).containsExactly("copy.r copy bob", "orders.r orders ann");
    }

    @Test
    void anEndpointThatRequiresAScopeDeclaresIt() {
        users("ann", "bob");
        service("orders", "ann", "");
        endpoint("orders", "/a@get", "a.r b.r", "[[\"a.r\", \"b.r\"], [\"c.r\"]]");
        endpoint("orders", "/b@get", "d.r", null);
        assertThat(owners()).containsExactly("a.r orders ann", "b.r orders ann", "c.r orders ann", "d.r orders ann");

        execute("update endpoint set scope = 'e.r' where endpoint = '/b@get'");
        execute("delete from endpoint where endpoint = '/a@get'");

        assertThat(owners())
                .containsExactly(
                        "a.r orders ann ended",
                        "b.r orders ann ended",
                        "c.r orders ann ended",
                        "d.r orders ann ended",
                        "e.r orders ann");
    }

    @Test
    void itGoesToTheSameOwnersNextServiceAndElseEndsAndComesBackAsItWas() {
        users("ann", "bob");
        service("one", "ann", "s");
        service("two", "ann", "s");
        execute("update scope_owner set description = 'Ours', policy = 'closed'");

        execute("delete from service where service_id = 'one'");
        assertThat(owners()).containsExactly("s two ann");
        execute("update service set scope = '' where service_id = 'two'");
        assertThat(owners()).containsExactly("s two ann ended");
        service("three", "ann", "s");

        assertThat(owners()).containsExactly("s three ann");
        assertThat(texts("select description || ' ' || policy from scope_owner"))
                .containsExactly("Ours closed");
    }

    @Test
    void whoElseDeclaresWhatHasEndedBeginsAnew() {
        users("ann", "bob");
        service("one", "ann", "s t");
        service("two", "bob", "t");
        execute("update scope_owner set description = 'Ours'");
        execute("delete from service where service_id = 'one'");
        assertThat(owners()).containsExactly("s one ann ended", "t two bob");

        service("three", "bob", "s");

        assertThat(owners()).containsExactly("s three bob", "t two bob");
        assertThat(texts("select description from scope_owner where description is not null"))
                .isEmpty();
    }

    @Test
    void aScopeGoesWithItsServiceToANewOwner() {
        users("ann", "bob");
        service("one", "ann", "s t");
        execute("update service set scope = 's', owner_id = 'bob'");

        assertThat(owners()).containsExactly("s one bob", "t one bob ended");
    }

    @Test
    void ofTwoThatDeclareAScopeAtOnceOneHasIt() {
        users("ann", "bob");
        Handle first = database.jdbi().open();
        first.begin();
        service(first, "one", "ann", "s");
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> service("two", "bob", "s"));
        await().until(() ->
                !texts("select 1::text from pg_locks where not granted").isEmpty());
        first.commit();
        first.close();
        second.join();

        assertThat(owners()).containsExactly("s one ann");
    }

    @Test
    void theDatabaseAndTheServerAgreeOnWhatNobodyOwns() {
        for (String scope : List.of("openid", "profile", "email", "address", "phone", "offline_access", "oauth.x")) {
            assertThat(texts("select can_be_owned('" + scope + "')::text")).containsExactly("false");
        }
        assertThat(texts("select can_be_owned('token-storage.r')::text")).containsExactly("false");
        assertThat(texts("select can_be_owned('oauth')::text")).containsExactly("true");
    }

    private List<String> owners() {
        return texts("""
                select concat_ws(' ', scope, service_id, owner_id, case when ended is not null then 'ended' end)
                  from scope_owner
                 order by scope
                """);
    }

    private List<String> texts(String query) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    private void execute(String statement) {
        database.jdbi().useHandle(handle -> handle.execute(statement));
    }

    private void users(String... ids) {
        for (String id : ids) {
            database.jdbi().useHandle(handle -> handle.execute("""
                    insert into users (user_id, user_type, email, password_hash, created, updated)
                    values (?, 'employee', ?, '', now(), now())
                    """, id, id + "@example.org"));
        }
    }

    private void service(String id, String owner, String scope) {
        database.jdbi().useHandle(handle -> service(handle, id, owner, scope));
    }

    private static void service(Handle handle, String id, String owner, String scope) {
        handle.execute("""
                insert into service (service_id, service_type, service_name, owner_id, scope, created, updated)
                values (?, 'openapi', 'x', ?, ?, now(), now())
                """, id, owner, scope);
    }

    private void endpoint(String serviceId, String endpoint, String scope, String requires) {
        database.jdbi().useHandle(handle -> handle.execute("""
                insert into endpoint (service_id, endpoint, operation, scope, requires) values (?, ?, '', ?, ?::jsonb)
                """, serviceId, endpoint, scope, requires));
    }
}
