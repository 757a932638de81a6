package dev.gatehouse.audit;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.http.Paging;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.StreamingResponse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /oauth2/audit}: a page of it, and stretches of it whole. */
public final class AuditRoutes {
    private static final String[] FILTERS = {"userId", "clientId", "action", "subject", "since", "until"};

    /** RFC 3339 section 1 ends with the year 9999. */
    private static final int LAST_YEAR = 9999;

    private static final Protection READERS = Protection.anyScope("oauth.audit.r");

    private final AuditStore store;
    private final AuditExports exports;

    public AuditRoutes(AuditStore store, AuditExports exports) {
        this.store = store;
        this.exports = exports;
    }

    public List<Route> all() {
        return List.of(
                Route.get("/oauth2/audit", READERS, this::list)
                        .withQuery(
                                "page",
                                "pageSize",
                                "after",
                                "userId",
                                "clientId",
                                "action",
                                "subject",
                                "since",
                                "until"),
                Route.stream("/oauth2/audit/export", READERS, this::export)
                        .withQuery("afterId", "userId", "clientId", "action", "subject", "since", "until")
                        .withClientCredentials());
    }

    private StreamingResponse export(Request request) {
        String after = request.query("afterId");
        return exports.open(filter(request, null), after == null ? 0 : auditId("afterId", after));
    }

    private Response list(Request request) {
        Page page = Paging.of(request);
        AuditFilter filter = filter(request, page.after() == null ? null : auditId("after", page.after()));
        List<AuditEntry> entries = store.list(filter, page.size(), page.offset());
        long total = page.isCounted() ? store.count(filter) : 0;
        String last = entries.isEmpty() ? null : Long.toString(entries.getLast().auditId());
        return Paging.answer(request, page, entries, total, last, FILTERS);
    }

    private static AuditFilter filter(Request request, @Nullable Long before) {
        return new AuditFilter(
                request.query("userId"),
                request.query("clientId"),
                request.query("action"),
                request.query("subject"),
                time(request, "since"),
                time(request, "until"),
                before);
    }

    private static long auditId(String parameter, String after) {
        if (!after.matches("[0-9]{1,18}")) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    parameter, after, "send the auditId of the last entry you have");
        }
        return Long.parseLong(after);
    }

    private static @Nullable Instant time(Request request, String name) {
        String value = request.query(name);
        if (value == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(value);
            if (time.getYear() >= 0 && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
            throw new DateTimeParseException("not a year of RFC 3339", value, 0);
        } catch (DateTimeParseException e) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    name, value, "send an RFC 3339 time such as 2026-01-31T12:00:00Z");
        }
    }
}
