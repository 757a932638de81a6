package dev.gatehouse.store;

import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections that notice when the server is gone. Stateless. */
final class Connections {
    private static final int CONNECT_SECONDS = 3;

    private Connections() {}

    /**
     * A source of single connections.
     *
     * @param answerTime how long the server may be silent while we wait for an answer; zero for ever
     */
    static PGSimpleDataSource dataSource(DatabaseAddress address, Duration answerTime) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setApplicationName("gatehouse");
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        source.setPrepareThreshold(1);
        // Details of a refused row can hold what must not reach a log.
        source.setLogServerErrorDetail(false);
        source.setUrl(address.jdbcUrl());
        source.setSocketTimeout((int) answerTime.toSeconds());
        if (!address.user().isEmpty()) {
            source.setUser(address.user());
        }
        if (!address.password().isEmpty()) {
            source.setPassword(address.password());
        }
        return source;
    }

    /** A connection outside of the pool. */
    static Connection open(DatabaseAddress address, Duration answerTime) throws SQLException {
        return dataSource(address, answerTime).getConnection();
    }

    /** The cause in one line. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        return (cause instanceof UnknownHostException ? "unknown host " : "")
                + message.lines().findFirst().orElse("");
    }
}
