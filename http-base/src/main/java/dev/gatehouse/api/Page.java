package dev.gatehouse.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for: a page by number, or what follows a key at constant cost.
 *
 * @param number starts at 1; 0 when {@code after} leads
 * @param size entries on a page
 * @param after the key of the last entry already known, or null
 */
public record Page(int number, int size, @Nullable String after) {
    public static final int DEFAULT_SIZE = 10;
    public static final int MAX_SIZE = 1000;

    /** In place of a total: there are more entries than are counted. */
    public static final long MANY = -1;

    /** The query parameters every list knows. */
    public static final List<String> PARAMETERS = List.of("page", "pageSize", "after");

    /** Rows before the page; 0 when {@code after} leads. */
    public long offset() {
        return number == 0 ? 0 : (number - 1L) * size;
    }

    /** Whether the answer tells how many entries there are; the constant-cost way does not count. */
    public boolean isCounted() {
        return number > 0;
    }
}
