package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.oauth.HeldTokens.Held;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two servers on one database, of one issuer, with a service, and people who sign in at the first. */
public record TwoServers(TestServer first, TestServer second, String service) implements AutoCloseable {
    private static final String USER = "{\"userId\":\"%s\",\"userType\":\"employee\",\"email\":\"%s@example.org\"%s}";

    public static TwoServers start() {
        DatabaseAddress database = TestDatabase.create();
        return start(database, database);
    }

    /** @param reached how the second reaches the database */
    static TwoServers start(DatabaseAddress database, DatabaseAddress reached) {
        TestServer first = TestServer.start(database, TestServer.newDirectory(), Map.of());
        String issuer = first.bootstrap().get("issuer").asString();
        TestServer second = TestServer.start(reached, first.data(), Map.of("GATEHOUSE_ISSUER", issuer));
        String service = TokenFixture.newService(first, "pets.r");
        first.administrator()
                .post(
                        "/oauth2/service/" + service + "/endpoint",
                        "[{\"endpoint\":\"/pets@get\",\"operation\":\"pets\",\"scope\":\"pets.r\"}]")
                .expect(201);
        return new TwoServers(first, second, service);
    }

    /** The body that changes a user, with more members, each with a comma before it. */
    static String user(String userId, String members) {
        return USER.formatted(userId, userId, members);
    }

    public Person signedIn() {
        String userId = first.newUser();
        Api own = first.as(userId, "oauth.user.w", "oauth.service.r");
        return new Person(this, userId, new People(first).signedIn(userId), own);
    }

    public void requireAllWork(List<Held> held) {
        for (Held each : held) {
            if (!each.once()) {
                assertThat(each.works().test(first)).as("%s works", each.name()).isTrue();
                assertThat(each.works().test(second))
                        .as("%s works elsewhere", each.name())
                        .isTrue();
            }
        }
    }

    public void requireNoneWorks(List<Held> held) {
        for (Held each : held) {
            await().untilAsserted(() -> {
                assertThat(each.works().test(second))
                        .as("%s still works", each.name())
                        .isFalse();
                assertThat(each.works().test(first))
                        .as("%s still works here", each.name())
                        .isFalse();
            });
        }
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }

    /**
     * Somebody who is signed in.
     *
     * @param own the admin listener with a token of a client that they own
     */
    public record Person(TwoServers servers, String userId, Visitor visitor, Api own) {
        /** The same with another browser. */
        Person elsewhere() {
            return new Person(servers, userId, new People(servers.first).signedIn(userId), own);
        }

        public HeldTokens tokens() {
            return new HeldTokens(servers.first, servers.service, visitor);
        }

        public boolean isSignedIn() {
            return visitor.get("/account").text().contains("Your account");
        }

        void signOut() {
            visitor.submit(visitor.get("/logout"), Map.of("decision", "leave")).expect(200);
        }

        Answer set(String members) {
            return servers.first.administrator().put("/oauth2/user", user(userId, members));
        }

        Answer onAccount(String path, Map<String, String> fields) {
            Map<String, String> form = Visitor.hidden(visitor.get("/account").expect(200));
            form.keySet().retainAll(List.of("form_token"));
            form.putAll(fields);
            return visitor.post(path, form).expect(303);
        }

        String sessionName() {
            Matcher own = Pattern.compile("this browser.*?name=\"session_id\" value=\"([^\"]*)\"", Pattern.DOTALL)
                    .matcher(visitor.get("/account").text());
            assertThat(own.find()).isTrue();
            return own.group(1);
        }

        /** Nobody is removed who owns something. */
        void remove() {
            servers.first.jdbi().useHandle(handle -> handle.execute("delete from client where owner_id = ?", userId));
            servers.first.administrator().delete("/oauth2/user/" + userId).expect(204);
        }
    }
}
