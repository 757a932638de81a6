package dev.gatehouse.contract;

import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.Unreadable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads whether an operation in JSON or YAML is deprecated, and when it goes. */
public final class Deprecations {
    /** The member that says whether it is, for filters. */
    public static final String DEPRECATED = "deprecated";

    /** The member that says when it goes, for filters. */
    public static final String SUNSET = "x-sunset";

    private static final Pattern DATE_OR_TIME = Pattern.compile("[12][0-9]{3}-[0-9T:.Zz+-]{5,30}");

    private Deprecations() {}

    public static boolean isDeprecated(Node.Mapping operation) {
        return operation
                .member(DEPRECATED)
                .filter(member -> member.value() instanceof Node.Scalar flag && flag.type() == Node.Scalar.Type.BOOLEAN)
                .filter(member -> Boolean.parseBoolean(member.text()))
                .isPresent();
    }

    /**
     * When a deprecated operation goes: a date (from its first moment, UTC) or a time of RFC 3339; noted where it is
     * neither, and empty where the operation is not deprecated.
     */
    public static Optional<Instant> sunset(Node.Mapping operation, Notes notes) {
        return isDeprecated(operation)
                ? operation.member(SUNSET).flatMap(member -> parsed(member, notes))
                : Optional.empty();
    }

    private static Optional<Instant> parsed(Member member, Notes notes) {
        String text = member.value() instanceof Node.Scalar scalar ? scalar.text() : "";
        try {
            return Optional.of(instant(text));
        } catch (DateTimeException e) {
            notes.add("x-sunset at line %d is %s, neither a date nor a time of RFC 3339; it was left out."
                    .formatted(member.line(), Unreadable.quote(text)));
            return Optional.empty();
        }
    }

    private static Instant instant(String text) {
        if (!DATE_OR_TIME.matcher(text).matches()) {
            throw new DateTimeException("no date");
        }
        return text.length() == "2026-01-31".length()
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(text).toInstant();
    }
}
