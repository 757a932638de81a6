package dev.gatehouse.store;

import dev.gatehouse.config.StartupException;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is and how to sign in. Immutable.
 *
 * @param jdbcUrl a {@code jdbc:postgresql:} URL
 * @param user the role to sign in as; empty leaves the choice to the driver
 * @param password its password; empty where the server wants none
 */
public record DatabaseAddress(String jdbcUrl, String user, String password) {
    private static final String JDBC_PREFIX = "jdbc:postgresql://";
    private static final Pattern SECRET = Pattern.compile("(?i)([?&][a-z]*password=)[^&]*");
    private static final Pattern USER_INFO = Pattern.compile("//[^/?]*@");

    /**
     * Reads a JDBC URL ({@code jdbc:postgresql://host/database?option=value}) or the connection URI that libpq tools
     * take ({@code postgresql://user:password@host:port,host2:port2/database?option=value}). Of several hosts it is the one
     * that takes writes, unless the URL says otherwise.
     *
     * @throws StartupException saying what is wrong with the URL, without showing a password
     */
    public static DatabaseAddress parse(String url) {
        String trimmed = url.strip();
        if (trimmed.startsWith(JDBC_PREFIX)) {
            return ConnectionUri.readJdbc(trimmed);
        }
        if (trimmed.startsWith("postgresql://") || trimmed.startsWith("postgres://")) {
            return ConnectionUri.readLibpq(trimmed);
        }
        throw new StartupException("database URL '" + hideSecrets(trimmed)
                + "' does not start with postgresql://, postgres:// or jdbc:postgresql://");
    }

    /** The URL as it may be shown to people. */
    static String hideSecrets(String url) {
        String withoutParameters = SECRET.matcher(url).replaceAll("$1***");
        return USER_INFO.matcher(withoutParameters).replaceAll("//***@");
    }

    @Override
    public String toString() {
        return hideSecrets(jdbcUrl) + (user.isEmpty() ? "" : " as " + user);
    }
}
