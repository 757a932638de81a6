package dev.gatehouse.users;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Violation;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Times;
import dev.gatehouse.users.password.PasswordRules;
import dev.gatehouse.users.password.Passwords;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/**
 * Gives users another password. Who knows the current one may; an administrator need not know it. Whether a user exists
 * shows neither in the answer nor in its time.
 *
 * <p>Thread-safe.
 */
public final class PasswordChange {
    private final Jdbi jdbi;
    private final Clock clock;
    private final GuessThrottle throttle;
    private final PasswordRules rules;
    private final UserStore store = new UserStore();

    public PasswordChange(Jdbi jdbi, Clock clock, GuessThrottle throttle, PasswordRules rules) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.throttle = throttle;
        this.rules = rules;
    }

    /**
     * Changes the password, clears the duty to change it, and ends the user's sessions.
     *
     * @param address where the request comes from
     * @throws ApiException ERR11004, ERR12104 or ERR12119; ERR12013 for administrators
     */
    void change(Caller caller, String userId, PasswordInput input, String address) {
        check(caller, userId, input);
        String current = input.password() == null
                ? present(userId).orElseThrow(() -> ErrorCode.USER_NOT_FOUND.with(userId))
                : proven(userId, input.password(), address);
        String newHash = Passwords.hash(input.newPassword());
        while (!replace(caller, userId, current, newHash)) {
            // Meanwhile there came another password, or another hash of the same one.
            current = present(userId)
                    .filter(hash -> input.password() == null || Passwords.matches(input.password(), hash))
                    .orElseThrow(() -> ErrorCode.INCORRECT_PASSWORD.with(userId));
        }
    }

    /**
     * The same by somebody before our own pages.
     *
     * @throws ApiException ERR11004, ERR12104 or ERR12119
     */
    public void changeOwn(String userId, String password, String newPassword, String address) {
        Caller self = new Caller(userId, "", Set.of(), true, Set.of());
        change(self, userId, new PasswordInput(password, newPassword, newPassword), address);
    }

    private Optional<String> present(String userId) {
        return jdbi.withHandle(handle -> store.hash(handle, userId));
    }

    private boolean replace(Caller caller, String userId, String current, String newHash) {
        return jdbi.inTransaction(handle -> {
            boolean replaced = store.replaceHash(handle, userId, current, newHash, Times.now(clock));
            if (replaced) {
                GuessThrottle.forget(handle, userId);
                AuditStore.record(handle, caller, "user.password", "user/" + userId, null);
                ChangeFeed.announce(handle, Users.TOPIC, userId);
            }
            return replaced;
        });
    }

    private String proven(String userId, String password, String address) {
        FailureTime failure = FailureTime.begin();
        GuessThrottle.Guess guess = throttle.countPassword(userId, address);
        String hash = present(userId).orElse("");
        if (!Passwords.matches(password, hash)) {
            failure.pass();
            throw ErrorCode.INCORRECT_PASSWORD.with(userId);
        }
        throttle.right(guess);
        return hash;
    }

    private void check(Caller caller, String userId, PasswordInput input) {
        List<Violation> violations = new ArrayList<>();
        if (input.password() == null && !caller.isAdministrator()) {
            violations.add(new Violation("/password", "is required; send the current password"));
        }
        if (!input.newPassword().equals(input.newPasswordConfirm())) {
            violations.add(new Violation("/newPasswordConfirm", "must be the same as newPassword"));
        }
        if (input.newPassword().equals(input.password())) {
            violations.add(new Violation("/newPassword", "is the current password; send another"));
        }
        rules.problem(userId, input.newPassword())
                .ifPresent(problem -> violations.add(new Violation("/newPassword", problem.text())));
        if (!violations.isEmpty()) {
            throw ApiException.invalid(violations);
        }
    }
}
