package dev.gatehouse.client.connection;

import org.jspecify.annotations.Nullable;

/** Which connections are wanted. Null asks for any. */
public record ConnectionQuery(
        @Nullable String user,
        @Nullable String connector,
        @Nullable String status) {
    public static ConnectionQuery all() {
        return new ConnectionQuery(null, null, null);
    }

    public ConnectionQuery ofUser(String id) {
        return new ConnectionQuery(id, connector, status);
    }

    public ConnectionQuery to(String service) {
        return new ConnectionQuery(user, service, status);
    }

    public ConnectionQuery withStatus(String wanted) {
        return new ConnectionQuery(user, connector, wanted);
    }
}
