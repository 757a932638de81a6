package dev.gatehouse.database.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.database.failover.Acknowledged.Kind;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Clients of one process that register services, store secrets, revoke tokens and ask about tokens, until this is closed. */
final class Load implements AutoCloseable {
    private static final int PAUSE_MILLIS = 50;
    private static final int ENOUGH = 20;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SERVICE =
            "{\"serviceId\":\"%s\",\"serviceType\":\"openapi\",\"serviceName\":\"x\",\"scope\":\"\"}";
    private static final String TOKEN =
            "{\"type\":\"OAuth2Token\",\"data\":{\"service\":\"%s\",\"access_token\":\"access-%s\"}}";

    private final Acknowledged acknowledged = new Acknowledged();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Callers callers;
    private final String good;
    private final List<String> revoked;
    private volatile boolean running = true;

    /**
     * Who calls.
     *
     * @param administrator of the registry
     * @param connector a client with secrets of a service of this name
     * @param client at the public listener
     */
    record Callers(Api administrator, Api connector, String name, Api client) {
        /** The same ones at another process. */
        static Callers at(TestServer process, String administrator, TestServer.Registered client, String name) {
            return new Callers(
                    process.admin().withToken(administrator),
                    process.admin().withBasic(client.clientId(), client.secret()),
                    name,
                    process.open().withBasic(client.clientId(), client.secret()));
        }

        Answer newToken() {
            return client.send("POST", "/oauth2/token", "grant_type=client_credentials", "Content-Type", FORM);
        }

        Answer revoke(String token) {
            return client.send("POST", "/oauth2/revoke", "token=" + token, "Content-Type", FORM);
        }

        Answer introspect(String token) {
            return client.send("POST", "/oauth2/introspect", "token=" + token, "Content-Type", FORM);
        }

        boolean isActive(String token) {
            return introspect(token).expect(200).json().get("active").asBoolean();
        }

        static String token(Answer answer) {
            return answer.expect(200).json().get("access_token").asString();
        }
    }

    /**
     * Begins.
     *
     * @param good a token that nobody revokes
     * @param revoked tokens of which this process knows that they are
     */
    Load(Callers callers, String good, List<String> revoked) {
        this.callers = callers;
        this.good = good;
        this.revoked = revoked;
        repeat(this::register);
        repeat(this::store);
        repeat(this::revoke);
        repeat(this::introspect);
    }

    private void repeat(Runnable task) {
        workers.execute(() -> {
            try {
                while (running) {
                    task.run();
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | AssertionError e) {
                acknowledged.wrong(e.toString());
            }
        });
    }

    private void register() {
        String id = "s-" + UUID.randomUUID();
        write(Kind.SERVICE, id, 200, () -> callers.administrator().post("/oauth2/service", SERVICE.formatted(id)));
    }

    private void store() {
        String user = "u-" + UUID.randomUUID();
        write(
                Kind.PERSON,
                user,
                201,
                () -> callers.connector()
                        .post("/token-storage/user/" + user + "/token", TOKEN.formatted(callers.name(), user)));
    }

    private boolean write(Kind kind, String what, int expected, Supplier<Answer> request) {
        long begun = System.nanoTime();
        boolean done = acknowledged.asked(expected, request);
        if (done) {
            acknowledged.wrote(kind, what, begun);
        }
        return done;
    }

    private void revoke() {
        String[] token = new String[1];
        if (acknowledged.asked(200, () -> {
                    Answer answer = callers.newToken();
                    token[0] = answer.status() == 200 ? Callers.token(answer) : null;
                    return answer;
                })
                && write(Kind.REVOCATION, token[0], 200, () -> callers.revoke(token[0]))) {
            expect(token[0], false);
        }
    }

    private void introspect() {
        expect(good, true);
        revoked.forEach(token -> expect(token, false));
    }

    private void expect(String token, boolean active) {
        acknowledged.asked(200, () -> {
            Answer answer = callers.introspect(token);
            if (answer.status() == 200 && answer.json().get("active").asBoolean() != active) {
                acknowledged.wrong("active: " + !active);
            }
            return answer;
        });
    }

    Acknowledged acknowledged() {
        return acknowledged;
    }

    /** Until each kind of write was done a few times. */
    void awaitSome() {
        int before = acknowledged.least();
        await().until(() ->
                acknowledged.least() >= before + ENOUGH || !acknowledged.wrong().isEmpty());
    }

    /** Until a write is done that was asked for from now on. */
    void awaitWrite() {
        long now = System.nanoTime();
        await().until(() -> acknowledged.wroteSince(now));
    }

    /**
     * Whatever was acknowledged is there.
     *
     * @param services all of them
     */
    void expectAllThere(Callers anywhere, List<String> services) {
        assertThat(services).containsAll(acknowledged.services());
        acknowledged.people().parallelStream().forEach(user -> {
            Answer answer = anywhere.connector().get("/connections/" + user + "/" + callers.name() + "/token");
            assertThat(answer.expect(200).json().get("access_token").asString()).isEqualTo("access-" + user);
        });
        acknowledged.revoked().parallelStream()
                .forEach(token -> assertThat(anywhere.isActive(token))
                        .as("whether a revoked token is active")
                        .isFalse());
    }

    @Override
    public void close() {
        running = false;
        workers.close();
    }
}
