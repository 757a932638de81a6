package dev.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.users.password.PasswordRules;
import dev.gatehouse.users.password.Passwords;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final long ARGON2_BYTES = 19L * 1024 * 1024;
    private static final String BCRYPT = "$2b$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2";

    private final TestServer server = TestServer.shared();
    private final Credentials credentials = new Credentials(server.jdbi(), Clock.systemUTC(), PasswordRules.shipped());

    /** Deriving takes nearly all of the time and a known amount of memory, which can be counted where time cannot. */
    @Test
    void s8_aPasswordIsDerivedAlsoWhereThereIsNoSuchUser() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        String nobody = "user-" + UUID.randomUUID();

        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(credentials.check(nobody, "a password")).isEmpty();
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isGreaterThan(ARGON2_BYTES);
    }

    /** Verifying the first takes milliseconds, the second and the third as long as for nobody. */
    @ParameterizedTest
    @ValueSource(strings = {"$2b$04$XajjQvNhvvRt5GSeFk1xFee4hU08UPEhSBtx4WyijWjzm9SY8.FjK", "no hash", ""})
    void s8_aFailureTakesTheSameTimeWhateverTheHashAndWhoeverItIs(String hash) {
        String name = hash.isEmpty() ? "user-" + UUID.randomUUID() : withHash(hash);

        long begun = System.nanoTime();
        assertThat(credentials.check(name, "a wrong password")).isEmpty();

        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(FailureTime.STEP_NANOSECONDS);
    }

    private String withHash(String hash) {
        String user = server.newUser();
        server.jdbi()
                .useHandle(
                        handle -> handle.execute("update users set password_hash = ? where user_id = ?", hash, user));
        return user;
    }

    /** The sign-in has read the hash, and waits for the row to put a stronger one in its place. */
    @Test
    void hashingAnewDoesNotUndoAChangeOfThePassword() {
        String user = withHash(BCRYPT);
        String changed = Passwords.hash("battery staple");
        try (Handle change = server.jdbi().open()) {
            change.begin();
            change.execute("update users set password_hash = ? where user_id = ?", changed, user);
            CompletableFuture<Boolean> signIn = CompletableFuture.supplyAsync(
                    () -> credentials.check(user, "correct horse").isPresent());
            while (!signIn.isDone() && !isWaitedFor(change)) {
                Thread.onSpinWait();
            }
            change.commit();

            assertThat(signIn.join()).isTrue();
        }
        assertThat(hash(user)).isEqualTo(changed);
    }

    private boolean isWaitedFor(Handle change) {
        int process = change.createQuery("select pg_backend_pid()")
                .mapTo(Integer.class)
                .one();
        return server.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select exists (select from pg_stat_activity where :process = any(pg_blocking_pids(pid)))")
                        .bind("process", process)
                        .mapTo(Boolean.class)
                        .one());
    }

    private String hash(String user) {
        return server.jdbi()
                .withHandle(handle -> handle.createQuery("select password_hash from users where user_id = ?")
                        .bind(0, user)
                        .mapTo(String.class)
                        .one());
    }
}
