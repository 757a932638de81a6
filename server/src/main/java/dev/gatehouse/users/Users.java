package dev.gatehouse.users;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.api.Precondition;
import dev.gatehouse.api.ShownText;
import dev.gatehouse.api.Timestamps;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.authority.SubjectIdStore;
import dev.gatehouse.authority.SystemScopes;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.DatabaseFailures;
import dev.gatehouse.store.Deadlocks;
import dev.gatehouse.store.KeyedPage;
import dev.gatehouse.store.Times;
import dev.gatehouse.users.password.PasswordRules;
import dev.gatehouse.users.password.Passwords;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Creates, changes and lists people. Thread-safe. */
public final class Users {
    /** The topic under which changes of users are announced; its keys are user ids. */
    public static final String TOPIC = "user";

    private static final String ADMINISTRATOR_TYPE = "admin";

    private final Jdbi jdbi;
    private final Clock clock;
    private final PasswordRules passwords;
    private final UserStore store = new UserStore();

    public Users(Jdbi jdbi, Clock clock, PasswordRules passwords) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.passwords = passwords;
    }

    /** A page of users and, where the page is counted, how many there are. */
    public record Listing(List<User> users, long total) {}

    /** @param prefix only users whose id starts with it; null for all */
    public Listing list(Page page, @Nullable String prefix) {
        KeyedPage keyed = new KeyedPage(page, prefix);
        return jdbi.withHandle(
                handle -> new Listing(store.list(handle, keyed), keyed.isCounted() ? store.count(handle, keyed) : 0));
    }

    public Optional<User> find(String userId) {
        return jdbi.withHandle(handle -> store.find(handle, userId));
    }

    /** @param email compared without regard to case */
    public Optional<User> findByEmail(String email) {
        return jdbi.withHandle(handle -> store.findByEmail(handle, email));
    }

    public static boolean isAdministrator(User user) {
        return user.userType().equals(ADMINISTRATOR_TYPE);
    }

    /** @throws ApiException ERR12013 */
    public User get(String userId) {
        return find(userId).orElseThrow(notFound(userId));
    }

    /** @throws ApiException ERR11004, ERR12110 or ERR12111 */
    User create(Caller caller, UserInput input) {
        if (input.password() == null) {
            throw ApiException.invalid("/password", "is required for a new user");
        }
        checkPassword(input);
        ShownText.requireName("/userId", input.userId());
        if (ADMINISTRATOR_TYPE.equals(input.userType())) {
            requireAdministrator(caller, "make a user an administrator");
        }
        if (input.roles() != null && !input.roles().isBlank()) {
            requireAdministrator(caller, "give a user roles"); // tokens tell them
        }
        String scope = SystemScopes.checked(input.scope() == null ? "" : input.scope());
        if (!scope.isEmpty()) {
            requireAdministrator(caller, "give a user scopes");
        }
        Instant now = Times.now(clock);
        boolean active = input.active() == null || input.active();
        if (!active) {
            requireAdministrator(caller, "disable a user");
        }
        if (Boolean.TRUE.equals(input.contact().emailVerified())) {
            requireAdministrator(caller, "say that an email address is verified");
        }
        User user = user(input, input.contact(), scope, active, new Timestamps(now, now));
        String hash = Passwords.hash(input.password());
        return unique(
                input,
                () -> jdbi.inTransaction(handle -> {
                    if (SubjectIdStore.isClient(handle, user.userId())) {
                        throw ErrorCode.USER_ID_EXISTS.with(user.userId());
                    }
                    store.insert(handle, user, hash, false);
                    AuditStore.record(handle, caller, "user.create", "user/" + user.userId(), user);
                    return user;
                }));
    }

    /** Whether anybody is registered yet. */
    public boolean areThereAny(Handle handle) {
        return !store.isEmpty(handle);
    }

    /**
     * Adds the very first user in the running transaction, who must change the password at the first login.
     *
     * @return false when there are users already
     */
    public boolean createFirst(Handle handle, User user, String password) {
        if (!store.isEmpty(handle)) {
            return false;
        }
        store.insert(handle, user, Passwords.hash(password), true);
        return true;
    }

    /** @throws ApiException ERR12013, ERR11004, ERR12111 or ERR12101 */
    User update(Caller caller, UserInput input, Precondition precondition) {
        checkPassword(input);
        requireSelf(caller, input.userId());
        if (input.password() != null) {
            requireAdministrator(caller, "set a password here; change it at /oauth2/password/" + input.userId());
        }
        String hash = input.password() == null ? null : Passwords.hash(input.password());
        return unique(
                input,
                () -> jdbi.inTransaction(handle -> {
                    User before = store.lock(handle, input.userId()).orElseThrow(notFound(input.userId()));
                    precondition.check("User " + before.userId(), before);
                    User after = user(
                            input,
                            contact(caller, input.contact(), before.contact()),
                            scope(input, before),
                            input.active() == null ? before.active() : input.active(),
                            new Timestamps(before.times().createDt(), Times.now(clock)));
                    if (standsOtherwise(before, after)) {
                        requireAdministrator(caller, "change a user's type, roles or scope, or disable or enable one");
                    }
                    store.update(handle, after, hash);
                    if (hash != null) {
                        GuessThrottle.forget(handle, after.userId());
                    }
                    AuditStore.record(handle, caller, "user.update", "user/" + after.userId(), after);
                    ChangeFeed.announce(handle, TOPIC, after.userId());
                    return after;
                }));
    }

    /** Whether the address is verified, administrators alone say. */
    private static Contact contact(Caller caller, Contact wanted, Contact before) {
        Contact unsaid = wanted.after(before);
        Boolean said = wanted.emailVerified();
        if (said == null || said.equals(unsaid.emailVerified())) {
            return unsaid;
        }
        requireAdministrator(caller, "say whether an email address is verified");
        return wanted;
    }

    private static String scope(UserInput input, User before) {
        return input.scope() == null ? before.scope() : SystemScopes.checked(input.scope());
    }

    private static boolean standsOtherwise(User before, User after) {
        return !before.userType().equals(after.userType())
                || !Objects.equals(before.roles(), after.roles())
                || !before.scope().equals(after.scope())
                || before.active() != after.active();
    }

    /** @throws ApiException ERR12013, ERR12112 or ERR12101 */
    public void delete(Caller caller, String userId, Precondition precondition) {
        requireSelf(caller, userId);
        try {
            // Somebody may change a team that the user is in.
            Deadlocks.repeating(() -> jdbi.inTransaction(handle -> {
                User before = store.lock(handle, userId).orElseThrow(notFound(userId));
                precondition.check("User " + userId, before);
                store.delete(handle, userId);
                AuditStore.record(handle, caller, "user.delete", "user/" + userId, before);
                ChangeFeed.announce(handle, TOPIC, userId);
                return before;
            }));
        } catch (JdbiException e) {
            if (DatabaseFailures.isForeignKeyViolation(e, "service_owner_exists")) {
                throw ErrorCode.USER_IN_USE.with(userId, "services");
            }
            if (DatabaseFailures.isForeignKeyViolation(e, "client_owner_exists")) {
                throw ErrorCode.USER_IN_USE.with(userId, "clients");
            }
            if (DatabaseFailures.isForeignKeyViolation(e, "team_has_owner")) {
                throw ErrorCode.USER_IN_USE.with(userId, "teams");
            }
            throw e;
        }
    }

    /**
     * Ends all that came of the user having signed in: sessions, codes, refresh tokens and access tokens. What the user's
     * clients got for themselves stays.
     *
     * @throws ApiException ERR12013 or ERR11620
     */
    public void endAccess(Caller caller, String userId) {
        requireSelf(caller, userId);
        jdbi.useTransaction(handle -> {
            if (!store.endAccess(handle, userId)) {
                throw ErrorCode.USER_NOT_FOUND.with(userId);
            }
            AuditStore.record(handle, caller, "session.end-all", "user/" + userId, null);
            ChangeFeed.announce(handle, TOPIC, userId);
        });
    }

    /**
     * Forgets the wrong passwords that were tried, which may hold the user off.
     *
     * @throws ApiException ERR12013 or ERR11620
     */
    public void unlock(Caller caller, String userId) {
        requireAdministrator(caller, "unlock user " + userId);
        jdbi.useTransaction(handle -> {
            store.lock(handle, userId).orElseThrow(notFound(userId));
            GuessThrottle.forget(handle, userId);
            AuditStore.record(handle, caller, "user.unlock", "user/" + userId, null);
        });
    }

    /**
     * For what administrators and the user alone may see and do.
     *
     * @throws ApiException ERR12013 or ERR11620
     */
    public void requireOwn(Caller caller, String userId) {
        requireSelf(caller, userId);
        get(userId);
    }

    private static void requireSelf(Caller caller, String userId) {
        if (!caller.isUser(userId)) {
            requireAdministrator(caller, "see or change what is user " + userId + "'s");
        }
    }

    private static void requireAdministrator(Caller caller, String action) {
        if (!caller.isAdministrator()) {
            throw ErrorCode.PERMISSION_DENIED.with(
                    "User " + caller.userId() + " may not " + action + "; that needs the scope oauth.admin");
        }
    }

    private static User unique(UserInput input, Supplier<User> write) {
        try {
            return write.get();
        } catch (JdbiException e) {
            if (DatabaseFailures.isUniqueViolation(e, "users_pkey")
                    || DatabaseFailures.isUniqueViolation(e, "owner_pkey")) {
                throw ErrorCode.USER_ID_EXISTS.with(input.userId());
            }
            if (DatabaseFailures.isUniqueViolation(e, "users_email")) {
                throw ErrorCode.EMAIL_EXISTS.with(input.email());
            }
            throw e;
        }
    }

    private void checkPassword(UserInput input) {
        String password = input.password();
        if (password == null && input.passwordConfirm() == null) {
            return;
        }
        if (password == null || !password.equals(input.passwordConfirm())) {
            throw ApiException.invalid("/passwordConfirm", "must be the same as password");
        }
        passwords.problem(input.userId(), password).ifPresent(problem -> {
            throw ApiException.invalid("/password", problem.text());
        });
    }

    private static User user(UserInput input, Contact contact, String scope, boolean active, Timestamps times) {
        return new User(input.userId(), input.userType(), input.person(), contact, input.roles(), scope, active, times);
    }

    private static Supplier<ApiException> notFound(String userId) {
        return () -> ErrorCode.USER_NOT_FOUND.with(userId);
    }
}
