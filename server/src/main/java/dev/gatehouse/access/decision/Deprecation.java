package dev.gatehouse.access.decision;

import dev.gatehouse.http.syntax.FieldName;
import dev.gatehouse.http.syntax.HeaderField;
import dev.gatehouse.http.syntax.HttpDate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That an endpoint is deprecated. Immutable.
 *
 * @param since when it became so
 * @param sunset when it is expected to go; null where nobody said
 */
public record Deprecation(
        String endpoint, Instant since, @Nullable Instant sunset) {
    private static final FieldName DEPRECATION = FieldName.of("Deprecation");
    private static final FieldName SUNSET = FieldName.of("Sunset");

    /** For the client, in the answer of the service (RFC 9745 section 2, RFC 8594 section 3). */
    List<HeaderField> fields() {
        List<HeaderField> fields = new ArrayList<>(2);
        fields.add(HeaderField.prepared(DEPRECATION, "@" + since.getEpochSecond()));
        if (sunset != null) {
            fields.add(HeaderField.prepared(SUNSET, HttpDate.of(sunset)));
        }
        return List.copyOf(fields);
    }
}
