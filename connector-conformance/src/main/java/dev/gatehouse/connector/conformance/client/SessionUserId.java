package dev.gatehouse.connector.conformance.client;

/**
 * A {@code userId} in session form.
 *
 * @param port the connector's name
 * @param username the name at the third party
 * @param password the password there; never in a message
 */
public record SessionUserId(String port, String username, String password) {
    public static SessionUserId parse(String text) {
        int behindPort = text.indexOf("://");
        int behindName = behindPort < 0 ? -1 : text.indexOf(':', behindPort + 3);
        if (behindName < 0) {
            throw new IllegalArgumentException(
                    "ConformanceSubject.sessionUser has to be of the form <port-name>://<username>:<password>");
        }
        return new SessionUserId(
                text.substring(0, behindPort),
                text.substring(behindPort + 3, behindName),
                text.substring(behindName + 1));
    }

    public SessionUserId at(String otherPort) {
        return new SessionUserId(otherPort, username, password);
    }

    public SessionUserId withPassword(String other) {
        return new SessionUserId(port, username, other);
    }

    /** As it is sent. */
    @Override
    public String toString() {
        return port + "://" + username + ":" + password;
    }
}
