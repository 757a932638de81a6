package dev.gatehouse.connectors.invenio.description;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Identifiers of people. */
final class Orcid {
    private static final Pattern FORM =
            Pattern.compile("(?:(?:https?://)?(?:www\\.)?orcid\\.org/)?(\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dXx])/?");

    private Orcid() {}

    /** The identifier that this is, or that this address is of. */
    static Optional<String> find(String text) {
        Matcher match = FORM.matcher(text);
        return match.matches() ? Optional.of(match.group(1).toUpperCase(java.util.Locale.ROOT)) : Optional.empty();
    }

    static String address(String orcid) {
        return "https://orcid.org/" + orcid;
    }
}
