package dev.gatehouse.authority.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What people and clients of a sequence hold: sessions, and tokens that came of them. */
final class Held {
    /** What tells of a person is the person's to give, whatever its client may have. */
    static final Set<String> OF_A_PERSON = Set.of("openid", "offline_access");

    /** Somebody signed in. */
    static final class Session {
        final String user;
        /** How often all that the user had was ended before. */
        final int ends;

        boolean over;

        Session(String user, int ends) {
            this.user = user;
            this.ends = ends;
        }

        @Override
        public String toString() {
            return "session of " + user;
        }
    }

    /**
     * What ends with somebody's having signed in.
     *
     * @param whileAway whether signing out leaves it
     */
    record Ground(Session session, boolean whileAway) {}

    /**
     * An access token.
     *
     * @param subject a user, or the client that had it for itself
     * @param ground null for a client's own
     * @param mayAct the client that alone may exchange it; null for any
     */
    record Token(String clientId, String subject, Ground ground, Set<String> carried, String mayAct) {}

    /** A refresh token, whatever it is by now. */
    record Family(String clientId, Ground ground, Set<String> granted) {}

    final List<Session> sessions = new ArrayList<>();
    final List<Token> tokens = new ArrayList<>();
    final List<Family> families = new ArrayList<>();
}
