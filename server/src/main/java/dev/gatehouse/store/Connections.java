package dev.gatehouse.store;

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
        int seconds = (int) answerTime.toSeconds();
        int connectSeconds = seconds == 0 ? CONNECT_SECONDS : Math.min(seconds, CONNECT_SECONDS);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setConnectTimeout(connectSeconds);
        source.setSslResponseTimeout((int) Duration.ofSeconds(connectSeconds).toMillis());
        // Of several hosts, one that was a standby a moment ago may be the primary now.
        source.setHostRecheckSeconds(1);
        source.setApplicationName("gatehouse");
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        source.setPrepareThreshold(1);
        // Details of a refused row can hold what must not reach a log.
        source.setLogServerErrorDetail(false);
        source.setUrl(address.jdbcUrl());
        source.setSocketTimeout(seconds);
        if (!address.user().isEmpty()) {
            source.setUser(address.user());
        }
        if (!address.password().isEmpty()) {
            source.setPassword(address.password());
        }
        return source;
    }

    /** One connection, to whatever server is there. */
    static Connection open(DatabaseAddress address, Duration answerTime) throws SQLException {
        return dataSource(address, answerTime).getConnection();
    }
}
