package dev.gatehouse.audit;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.http.Paging;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /oauth2/audit}. */
public final class AuditRoutes {
    private static final String[] FILTERS = {"userId", "clientId", "action", "subject", "since", "until"};

    /** RFC 3339 section 1 ends with the year 9999. */
    private static final int LAST_YEAR = 9999;

    private final AuditStore store;

    public AuditRoutes(AuditStore store) {
        this.store = store;
    }

    public List<Route> all() {
        return List.of(Route.get("/oauth2/audit", Protection.anyScope("oauth.audit.r"), this::list)
                .withQuery("page", "pageSize", "after", "userId", "clientId", "action", "subject", "since", "until"));
    }

    private Response list(Request request) {
        Page page = Paging.of(request);
        AuditFilter filter = new AuditFilter(
                request.query("userId"),
                request.query("clientId"),
                request.query("action"),
                request.query("subject"),
                time(request, "since"),
                time(request, "until"),
                page.after() == null ? null : auditId(page.after()));
        List<AuditEntry> entries = store.list(filter, page.size(), page.offset());
        long total = page.isCounted() ? store.count(filter) : 0;
        String last = entries.isEmpty() ? null : Long.toString(entries.getLast().auditId());
        return Paging.answer(request, page, entries, total, last, FILTERS);
    }

    private static long auditId(String after) {
        if (!after.matches("[0-9]{1,18}")) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    "after", after, "send the auditId of the last entry you have");
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
