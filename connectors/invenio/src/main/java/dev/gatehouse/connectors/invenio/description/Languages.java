package dev.gatehouse.connectors.invenio.description;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Languages by their codes. */
public final class Languages {
    private static final Map<String, String> THREE_LETTERS = Arrays.stream(Locale.getISOLanguages())
            .collect(Collectors.toMap(code -> code, code -> Locale.of(code).getISO3Language(), (one, other) -> one));

    private Languages() {}

    /** The three letters (ISO 639-2) of a code of two or three, or of a language tag (RFC 5646). */
    public static Optional<String> find(String text) {
        String code = text.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
        if (THREE_LETTERS.containsKey(code)) {
            return Optional.of(THREE_LETTERS.get(code));
        }
        return THREE_LETTERS.containsValue(code) ? Optional.of(code) : Optional.empty();
    }
}
