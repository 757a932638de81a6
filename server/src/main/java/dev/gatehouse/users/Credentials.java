package dev.gatehouse.users;

import dev.gatehouse.api.Caller;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Times;
import dev.gatehouse.users.password.Passwords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People's passwords, for the pages where they sign in. A hash that is weaker than ours, or was made by another system, is
 * made anew as soon as the password is known. Thread-safe.
 */
public final class Credentials {
    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);

    /** The least number of characters of a password. */
    public static final int SHORTEST = 8;

    /** The most characters of a password. */
    public static final int LONGEST = 1024;

    private final Jdbi jdbi;
    private final Clock clock;
    private final UserStore store = new UserStore();

    public Credentials(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Somebody whose password was right. */
    public record Account(String userId, boolean passwordChangeRequired) {}

    private record Row(Account account, String passwordHash) {}

    /**
     * Who has this password, if anybody; takes the same time whatever is wrong.
     *
     * @param name a user id or an email address
     */
    public Optional<Account> check(String name, String password) {
        FailureTime failure = FailureTime.begin();
        Optional<Row> row = find(name);
        if (!Passwords.matches(password, row.map(Row::passwordHash).orElse(""))) {
            row.ifPresent(Credentials::warnIfUnusable);
            failure.pass();
            return Optional.empty();
        }
        row.ifPresent(known -> strengthen(known, password));
        return row.map(Row::account);
    }

    private static void warnIfUnusable(Row row) {
        if (!Passwords.canBeVerified(row.passwordHash())) {
            LOG.warn(
                    "user {} cannot sign in: the password's hash has a form that is not known, or takes too much to verify",
                    row.account().userId());
        }
    }

    /** Another hash of the same password: no session ends by it, and nobody is told. */
    private void strengthen(Row row, String password) {
        if (Passwords.isWeak(row.passwordHash())) {
            String stronger = Passwords.hash(password);
            jdbi.useHandle(handle -> handle.createUpdate("""
                            update users set password_hash = :stronger, password_rehashed = :now
                             where user_id = :userId and password_hash = :hash
                            """)
                    .bind("stronger", stronger)
                    .bind("now", Times.now(clock))
                    .bind("userId", row.account().userId())
                    .bind("hash", row.passwordHash())
                    .execute());
        }
    }

    /** What keeps the text from being a password, if anything; it must differ from the present one. */
    public Optional<String> problem(String userId, String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of("The new password needs at least " + SHORTEST + " characters.");
        }
        if (password.length() > LONGEST) {
            return Optional.of("The new password may have at most " + LONGEST + " characters.");
        }
        boolean same = jdbi.withHandle(handle -> store.hash(handle, userId))
                .filter(hash -> Passwords.matches(password, hash))
                .isPresent();
        return same ? Optional.of("The new password must not be the one you have now.") : Optional.empty();
    }

    /**
     * Puts a password that the user chose in the place of one that somebody else had set.
     *
     * @return false where that was done already
     */
    public boolean replaceInitial(String userId, String password) {
        String hash = Passwords.hash(password);
        return jdbi.inTransaction(handle -> {
            int changed = handle.createUpdate("""
                            update users
                               set password_hash = :hash, password_change_required = false, updated = :now
                             where user_id = :userId and password_change_required
                            """)
                    .bind("hash", hash)
                    .bind("now", Times.now(clock))
                    .bind("userId", userId)
                    .execute();
            if (changed > 0) {
                Caller self = new Caller(userId, "", Set.of());
                AuditStore.record(handle, self, "user.password", "user/" + userId, null);
                ChangeFeed.announce(handle, Users.TOPIC, userId);
            }
            return changed > 0;
        });
    }

    /** The address comes first: nobody takes it over by choosing it as an id. */
    private Optional<Row> find(String name) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select user_id, password_hash, password_change_required
                          from users
                         where user_id = :name or lower(email) = lower(:name)
                         order by lower(email) = lower(:name) desc
                         limit 1
                        """).bind("name", name).map(Credentials::row).findOne());
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        Account account = new Account(row.getString("user_id"), row.getBoolean("password_change_required"));
        return new Row(account, row.getString("password_hash"));
    }
}
