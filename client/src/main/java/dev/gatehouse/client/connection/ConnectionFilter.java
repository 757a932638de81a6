package dev.gatehouse.client.connection;

import org.jspecify.annotations.Nullable;

/** Which connections are wanted. Null asks for any. */
public record ConnectionFilter(
        @Nullable String user,
        @Nullable String connector,
        @Nullable String status) {
    public static ConnectionFilter all() {
        return new ConnectionFilter(null, null, null);
    }

    public ConnectionFilter ofUser(String id) {
        return new ConnectionFilter(id, connector, status);
    }

    public ConnectionFilter to(String service) {
        return new ConnectionFilter(user, service, status);
    }

    public ConnectionFilter withStatus(String wanted) {
        return new ConnectionFilter(user, connector, wanted);
    }
}
