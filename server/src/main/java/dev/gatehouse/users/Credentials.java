package dev.gatehouse.users;

import dev.gatehouse.api.Caller;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Times;
import dev.gatehouse.users.password.PasswordProblem;
import dev.gatehouse.users.password.PasswordRules;
import dev.gatehouse.users.password.Passwords;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People's passwords, for the pages where they sign in. A hash that is weaker than ours, or was made by another system, is
 * made anew as soon as the password is known. Thread-safe.
 */
public final class Credentials {
    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);

    private final Jdbi jdbi;
    private final Clock clock;
    private final PasswordRules rules;
    private final UserStore store = new UserStore();

    public Credentials(Jdbi jdbi, Clock clock, PasswordRules rules) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.rules = rules;
    }

    /**
     * Somebody whose password was right.
     *
     * @param accessId the access that the user had at that time
     */
    public record Account(String userId, UUID accessId, boolean passwordChangeRequired) {}

    /**
     * The id of the user that the name stands for, if there is one.
     *
     * @param name a user id or an email address
     */
    public Optional<String> userId(String name) {
        return find(name).map(UserStore.Login::userId);
    }

    /**
     * Who has this password, if anybody who is not disabled; takes the same time whatever is wrong.
     *
     * @param name a user id or an email address
     */
    public Optional<Account> check(String name, String password) {
        FailureTime failure = FailureTime.begin();
        Optional<UserStore.Login> login = find(name);
        boolean right = Passwords.matches(
                password, login.map(UserStore.Login::passwordHash).orElse(""));
        if (!right || login.filter(UserStore.Login::active).isEmpty()) {
            login.ifPresent(Credentials::warnIfUnusable);
            failure.pass();
            return Optional.empty();
        }
        login.ifPresent(known -> strengthen(known, password));
        return login.map(UserStore.Login::account);
    }

    private Optional<UserStore.Login> find(String name) {
        return jdbi.withHandle(handle -> store.findLogin(handle, name));
    }

    private static void warnIfUnusable(UserStore.Login login) {
        if (!Passwords.canBeVerified(login.passwordHash())) {
            LOG.warn(
                    "user {} cannot sign in: the password's hash has a form that is not known, or takes too much to verify",
                    login.userId());
        }
    }

    /** Another hash of the same password: no session ends by it, and nobody is told. */
    private void strengthen(UserStore.Login login, String password) {
        if (Passwords.isWeak(login.passwordHash())) {
            String stronger = Passwords.hash(password);
            jdbi.useHandle(handle -> store.rehash(handle, login, stronger, Times.now(clock)));
        }
    }

    /**
     * What keeps the text from being the password that the user must choose, if anything; it must differ from the one
     * that the user has only until then. Whoever has to choose no more learns nothing about the present one.
     */
    public Optional<PasswordProblem> problem(String userId, String password) {
        return rules.problem(userId, password)
                .or(() -> jdbi.withHandle(handle -> store.initialHash(handle, userId))
                        .filter(hash -> Passwords.matches(password, hash))
                        .map(_ -> new PasswordProblem.Initial()));
    }

    /**
     * Puts a password that the user chose in the place of one that somebody else had set.
     *
     * @return empty where that was done already, or the user is disabled
     */
    public Optional<Account> replaceInitial(String userId, String password) {
        String hash = Passwords.hash(password);
        return jdbi.inTransaction(handle -> {
            Optional<UUID> access = store.replaceInitialHash(handle, userId, hash, Times.now(clock));
            if (access.isPresent()) {
                Caller self = new Caller(userId, "", Set.of());
                AuditStore.record(handle, self, "user.password", "user/" + userId, null);
                ChangeFeed.announce(handle, Users.TOPIC, userId);
            }
            return access.map(accessId -> new Account(userId, accessId, false));
        });
    }
}
