package dev.gatehouse.client.user;

import static dev.gatehouse.client.call.ApiOperation.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.call.Transport;
import dev.gatehouse.client.call.Versioned;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People and their passwords. Thread-safe. */
public final class UsersApi {
    private static final ApiOperation CREATE = admin("POST", "/oauth2/user");
    private static final ApiOperation UPDATE = admin("PUT", "/oauth2/user");
    private static final ApiOperation LIST = admin("GET", "/oauth2/user");
    private static final ApiOperation GET = admin("GET", "/oauth2/user/{userId}");
    private static final ApiOperation DELETE = admin("DELETE", "/oauth2/user/{userId}");
    private static final ApiOperation UNLOCK = admin("DELETE", "/oauth2/user/{userId}/guess");
    private static final ApiOperation END_SESSIONS = admin("DELETE", "/oauth2/user/{userId}/session");
    private static final ApiOperation SESSIONS = admin("GET", "/oauth2/user/{userId}/session");
    private static final ApiOperation END_SESSION = admin("DELETE", "/oauth2/user/{userId}/session/{sessionId}");
    private static final ApiOperation PASSWORD = admin("POST", "/oauth2/password/{userId}");

    private final Transport transport;

    public UsersApi(Transport transport) {
        this.transport = transport;
    }

    private record WithPassword(
            @JsonUnwrapped UserProfile user,
            @Nullable Secret password,
            @Nullable Secret passwordConfirm) {}

    private record PasswordChange(@Nullable Secret password, Secret newPassword, Secret newPasswordConfirm) {}

    /** Adds a user. */
    public UserProfile create(UserProfile user, Secret password) {
        return transport
                .call(CREATE)
                .json(new WithPassword(user, password, password))
                .read(UserProfile.class);
    }

    /** Replaces what is said of a user, who keeps the password. */
    public UserProfile update(UserProfile user) {
        return update(user, null);
    }

    /** The same where the user still is at that version. @param ifMatch null for any */
    public UserProfile update(UserProfile user, @Nullable String ifMatch) {
        return transport
                .call(UPDATE)
                .ifMatch(ifMatch)
                .json(new WithPassword(user, null, null))
                .read(UserProfile.class);
    }

    public UserProfile get(String userId) {
        return getVersioned(userId).value();
    }

    public Versioned<UserProfile> getVersioned(String userId) {
        return transport.call(GET, userId).readVersioned(UserProfile.class);
    }

    /** Empty where it still is at that version. @param entityTag of {@link Versioned}; empty to read it in any case */
    public Optional<Versioned<UserProfile>> getIfChanged(String userId, String entityTag) {
        return transport.call(GET, userId).readIfChanged(entityTag, UserProfile.class);
    }

    /** All users by their ids. */
    public Stream<UserProfile> list() {
        return listStartingWith("");
    }

    /** Users whose ids begin so. */
    public Stream<UserProfile> listStartingWith(String prefix) {
        return transport.call(LIST).query("page", 1).query("userId", prefix).pages(UserProfile.class);
    }

    /** Removes a user who owns neither services nor clients. */
    public void delete(String userId) {
        delete(userId, null);
    }

    /** The same where the user still is at that version. @param ifMatch null for any */
    public void delete(String userId, @Nullable String ifMatch) {
        transport.call(DELETE, userId).ifMatch(ifMatch).run();
    }

    /** Ends all sessions of a user and everything that came of the user having signed in. */
    public void endSessions(String userId) {
        transport.call(END_SESSIONS, userId).run();
    }

    /** Where a user is signed in, by the ids of the sessions. */
    public Stream<UserSession> sessions(String userId) {
        return transport.call(SESSIONS, userId).query("page", 1).pages(UserSession.class);
    }

    /** Ends one session of a user and what came of it. */
    public void endSession(String userId, String sessionId) {
        transport.call(END_SESSION, userId, sessionId).run();
    }

    /** Forgets the wrong passwords that were tried for a user, which hold the user off. */
    public void unlock(String userId) {
        transport.call(UNLOCK, userId).run();
    }

    /** Gives a user another password, which ends the same. @param current null for administrators, who need not know it */
    public void changePassword(String userId, @Nullable Secret current, Secret wanted) {
        transport
                .call(PASSWORD, userId)
                .json(new PasswordChange(current, wanted, wanted))
                .run();
    }
}
