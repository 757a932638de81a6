package dev.gatehouse.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an operator's own PostgreSQL answers. The text may hold a password, so only {@link #value()} gives it whole.
 *
 * <p>Immutable.
 *
 * @param value {@code postgresql://…}, {@code postgres://…} or {@code jdbc:postgresql://…}, as the operator wrote it
 */
public record DatabaseUrl(String value) {
    private static final Pattern SHAPE = Pattern.compile("(jdbc:postgresql|postgresql|postgres)://\\S+");
    private static final Pattern USER = Pattern.compile("//[^/?#]*@");
    private static final Pattern QUERY = Pattern.compile("[?#].*");

    static Optional<DatabaseUrl> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new DatabaseUrl(text)) : Optional.empty();
    }

    /** Scheme, hosts and database only: user, password and options are left out. */
    @Override
    public String toString() {
        String withoutQuery = QUERY.matcher(value).replaceFirst("");
        return USER.matcher(withoutQuery).replaceFirst("//");
    }
}
