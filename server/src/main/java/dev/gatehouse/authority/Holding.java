package dev.gatehouse.authority;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What users and teams own, of one kind. Implementations are thread-safe. */
public interface Holding {
    /** The kind, in the plural: {@code services}. */
    String kind();

    /** Ids of what the user or team owns, sorted. @param most how many at most */
    List<String> owned(Handle handle, String ownerId, int most);

    /** From whom to whom, and when. */
    record Change(String from, String to, Instant at) {}

    /**
     * Gives all of it to another owner, each with its audit row.
     *
     * @return how many there were
     * @throws ApiException ERR11620 where the caller may not give one of them away
     */
    int handOver(Handle handle, Caller caller, Change change);
}
