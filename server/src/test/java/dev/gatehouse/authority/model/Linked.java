package dev.gatehouse.authority.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A third party that one client registered, with the links by which people connect their accounts there. */
final class Linked {
    /** A link that somebody made for a user. */
    static final class Invitation {
        final Model.Principal maker;
        final String user;
        final String binding;
        /** The browser that it is tied to; null before somebody went on. */
        Held.Session browser;

        boolean usedUp;
        /** What was entered and waits for the maker to confirm it; null where nothing does. */
        String waiting;

        Invitation(Model.Principal maker, String user, String binding) {
            this.maker = maker;
            this.user = user;
            this.binding = binding;
        }

        @Override
        public String toString() {
            return "link of " + maker.name() + " for " + user + ", bound to " + binding;
        }
    }

    /** Whose client registered the third party. */
    String registrant;

    final List<Invitation> links = new ArrayList<>();

    /** What each user is connected with. */
    final Map<String, String> connections = new TreeMap<>();
}
