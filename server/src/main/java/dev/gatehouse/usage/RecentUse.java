package dev.gatehouse.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a client, or several, used an endpoint, or several, of late. Immutable.
 *
 * @param lastUsed when the last call passed, as far as that is kept; null where none did
 * @param recentCalls how many calls passed on the last {@value #DAYS} days (UTC), today being one of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecentUse(@Nullable Instant lastUsed, long recentCalls) {
    /** What "recent" means. */
    public static final int DAYS = 30;

    public static final RecentUse NONE = new RecentUse(null, 0);

    /** Both together. */
    public RecentUse plus(RecentUse other) {
        boolean isLater = lastUsed == null || (other.lastUsed != null && other.lastUsed.isAfter(lastUsed));
        return new RecentUse(isLater ? other.lastUsed : lastUsed, recentCalls + other.recentCalls);
    }
}
