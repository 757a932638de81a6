package dev.gatehouse.store;

import dev.gatehouse.config.StartupException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.Driver;

/** Reads the two ways to write a database URL; credentials are taken out of it. Stateless. */
final class ConnectionUri {
    /** What libpq and the JDBC driver spell differently. */
    private static final Map<String, String> DRIVER_NAMES = Map.of(
            "application_name", "ApplicationName",
            "connect_timeout", "connectTimeout",
            "channel_binding", "channelBinding",
            "target_session_attrs", "targetServerType");

    private static final Map<String, String> SERVER_TYPES = Map.of(
            "read-write",
            "primary",
            "read-only",
            "secondary",
            "standby",
            "secondary",
            "prefer-standby",
            "preferSecondary");

    private static final Set<String> LOCATION = Set.of("host", "hostaddr", "port", "dbname", "service");

    private final String shown;

    private ConnectionUri(String url) {
        this.shown = "database URL '" + DatabaseAddress.hideSecrets(url) + "'";
    }

    static DatabaseAddress readJdbc(String url) {
        return new ConnectionUri(url).read(url.substring("jdbc:postgresql://".length()), false);
    }

    static DatabaseAddress readLibpq(String url) {
        return new ConnectionUri(url).read(url.substring(url.indexOf("//") + 2), true);
    }

    private DatabaseAddress read(String rest, boolean libpq) {
        String[] locationAndQuery = rest.split("\\?", 2);
        Map<String, String> options = options(locationAndQuery.length == 2 ? locationAndQuery[1] : "", libpq);
        String[] authorityAndPath = locationAndQuery[0].split("/", 2);
        String authority = authorityAndPath[0];
        String database = authorityAndPath.length == 2 ? decode(authorityAndPath[1], libpq) : "";
        int at = authority.lastIndexOf('@');
        if (at >= 0 && !libpq) {
            throw new StartupException(
                    shown + " has credentials before the host; a JDBC URL takes them as ?user=…&password=…");
        }
        String[] credentials = authority.substring(0, Math.max(at, 0)).split(":", 2);
        String user = options.getOrDefault("user", decode(credentials[0], libpq));
        String password =
                options.getOrDefault("password", credentials.length == 2 ? decode(credentials[1], libpq) : "");
        options.remove("user");
        options.remove("password");
        String hosts = hosts(authority.substring(at + 1));
        if (hosts.contains(",")) {
            // A standby could answer, but takes no writes.
            options.putIfAbsent("targetServerType", "primary");
        }
        String jdbcUrl = "jdbc:postgresql://" + hosts + "/" + encode(database) + query(options);
        requireReadable(jdbcUrl);
        return new DatabaseAddress(jdbcUrl, user, password);
    }

    private String hosts(String hosts) {
        if (hosts.contains("%2F") || hosts.contains("%2f")) {
            throw new StartupException(shown + " names a unix socket; give a host and port instead");
        }
        return hosts.isEmpty() ? "localhost" : hosts;
    }

    private Map<String, String> options(String query, boolean libpq) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] pair = option.split("=", 2);
            String name = decode(pair[0], libpq);
            String value = pair.length == 2 ? decode(pair[1], libpq) : "";
            if (LOCATION.contains(name)) {
                throw new StartupException(shown + " gives '" + name + "' as an option; write it before the '?'");
            }
            options.put(
                    libpq ? DRIVER_NAMES.getOrDefault(name, name) : name,
                    libpq && name.equals("target_session_attrs") ? SERVER_TYPES.getOrDefault(value, value) : value);
        }
        return options;
    }

    private static String query(Map<String, String> options) {
        return options.isEmpty()
                ? ""
                : options.entrySet().stream()
                        .map(option -> encode(option.getKey()) + "=" + encode(option.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private void requireReadable(String jdbcUrl) {
        if (Driver.parseURL(jdbcUrl, null) == null) {
            throw new StartupException(shown + " is not a valid PostgreSQL URL: check its hosts and ports");
        }
    }

    /** In a URI '+' means itself; the JDBC driver reads it as a space. */
    private String decode(String text, boolean libpq) {
        try {
            return URLDecoder.decode(libpq ? text.replace("+", "%2B") : text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new StartupException(shown + " has a '%' that is not followed by two hexadecimal digits");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
