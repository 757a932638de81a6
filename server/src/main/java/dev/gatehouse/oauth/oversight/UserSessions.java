package dev.gatehouse.oauth.oversight;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.oauth.session.Sessions;
import dev.gatehouse.users.Users;
import java.util.List;

/** Where people are signed in, and the end of one session. Thread-safe. */
public final class UserSessions {
    private final Users users;
    private final Sessions sessions;

    public UserSessions(Users users, Sessions sessions) {
        this.users = users;
        this.sessions = sessions;
    }

    /** A page of them and, where the page is counted, how many there are. */
    record Listing(List<ListedSession> sessions, long total) {}

    /** @throws ApiException ERR11620 or ERR12013 */
    Listing list(Caller caller, String userId, Page page) {
        users.requireOwn(caller, userId);
        Sessions.Listing listing = sessions.list(userId, page);
        return new Listing(listing.sessions().stream().map(ListedSession::of).toList(), listing.total());
    }

    /** @throws ApiException ERR11620, ERR12013 or ERR12246 */
    void end(Caller caller, String userId, String sessionId) {
        users.requireOwn(caller, userId);
        if (!sessions.endOf(caller, userId, sessionId)) {
            throw ErrorCode.SESSION_NOT_FOUND.with(userId, sessionId);
        }
    }
}
