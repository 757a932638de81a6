package dev.gatehouse.users;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Violation;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final UserStore store = new UserStore();

    public PasswordChange(Jdbi jdbi, Clock clock, GuessThrottle throttle) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.throttle = throttle;
    }

    /**
     * Changes the password, clears the duty to change it, and ends the user's sessions.
     *
     * @param address where the request comes from
     * @throws ApiException ERR11004, ERR12104 or ERR12119; ERR12013 for administrators
     */
    void change(Caller caller, String userId, PasswordInput input, String address) {
        check(caller, input);
        boolean proven = input.password() != null;
        Optional<String> current =
                proven ? proven(userId, input.password(), address) : jdbi.withHandle(h -> store.hash(h, userId));
        String currentHash = current.orElseThrow(() -> ErrorCode.USER_NOT_FOUND.with(userId));
        String newHash = Passwords.hash(input.newPassword());
        jdbi.useTransaction(handle -> {
            if (!store.replaceHash(handle, userId, currentHash, newHash, Times.now(clock))) {
                throw ErrorCode.INCORRECT_PASSWORD.with(userId); // somebody else changed it meanwhile
            }
            AuditLog.record(handle, caller, "user.password", "user/" + userId, null);
            ChangeFeed.announce(handle, Users.TOPIC, userId);
        });
    }

    private Optional<String> proven(String userId, String password, String address) {
        GuessThrottle.Guess guess = throttle.count(userId, address);
        Optional<String> hash = jdbi.withHandle(handle -> store.hash(handle, userId));
        if (!Passwords.matches(password, hash.orElse(Passwords.NOBODYS)) || hash.isEmpty()) {
            throw ErrorCode.INCORRECT_PASSWORD.with(userId);
        }
        throttle.right(guess);
        return hash;
    }

    private static void check(Caller caller, PasswordInput input) {
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
        if (!violations.isEmpty()) {
            throw ApiException.invalid(violations);
        }
    }
}
