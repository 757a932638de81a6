package dev.gatehouse.audit;

import dev.gatehouse.api.Json;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.ResponseSink;
import dev.gatehouse.http.StreamingResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's export, a JSON object a line. Between two reads of the database nothing is kept but the place reached, and there is
 * one read at a time. Thread-safe.
 */
final class AuditExport implements StreamingResponse {
    private static final Logger LOG = LoggerFactory.getLogger(AuditExport.class);
    private static final byte[] NOTHING = {};

    private final AuditExports exports;
    private final AuditFilter filter;
    private volatile long place;
    private volatile boolean counted;
    private volatile @Nullable ResponseSink outlet;

    AuditExport(AuditExports exports, AuditFilter filter, long place) {
        this.exports = exports;
        this.filter = filter;
        this.place = place;
    }

    @Override
    public Response head() {
        return Response.of(200, "application/x-ndjson", NOTHING);
    }

    @Override
    public boolean isFinite() {
        return true;
    }

    @Override
    public boolean asksBeforeParts() {
        return true;
    }

    @Override
    public byte[] heartbeat() {
        return NOTHING;
    }

    @Override
    public void begin(ResponseSink sink) {
        outlet = sink;
        counted = exports.add();
        if (counted) {
            next();
        } else {
            sink.breakOff();
        }
    }

    @Override
    public void ended() {
        outlet = null;
        if (counted) {
            exports.remove();
        }
    }

    private void next() {
        Thread.ofVirtual().name("audit-export").start(this::send);
    }

    private void send() {
        ResponseSink sink = outlet;
        if (sink == null) {
            return;
        }
        try {
            List<AuditEntry> entries = exports.read(filter, place);
            if (entries.isEmpty()) {
                sink.end();
            } else {
                place = entries.getLast().auditId();
                sink.write(lines(entries), this::next);
            }
        } catch (RuntimeException e) {
            LOG.warn("An export of the audit broke off after entry {}: {}", place, e.toString());
            sink.breakOff();
        }
    }

    private static byte[] lines(List<AuditEntry> entries) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (AuditEntry entry : entries) {
            lines.writeBytes(Json.text(entry).getBytes(StandardCharsets.UTF_8));
            lines.write('\n');
        }
        return lines.toByteArray();
    }
}
