package dev.gatehouse.repository;

import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The controlled vocabularies and formats, as far as they are needed here. */
final class Values {
    static final Set<String> UPLOAD_TYPES = Set.of(
            "publication",
            "poster",
            "presentation",
            "dataset",
            "image",
            "video",
            "software",
            "lesson",
            "physicalobject",
            "model",
            "workflow",
            "other");
    static final Set<String> PUBLICATION_TYPES = Set.of(
            "annotationcollection",
            "article",
            "book",
            "conferencepaper",
            "datamanagementplan",
            "deliverable",
            "other",
            "patent",
            "preprint",
            "proposal",
            "report",
            "section",
            "softwaredocumentation",
            "taxonomictreatment",
            "technicalnote",
            "thesis",
            "workingpaper");
    static final Set<String> IMAGE_TYPES = Set.of("diagram", "drawing", "figure", "other", "photo", "plot");
    static final Set<String> ACCESS_RIGHTS = Set.of("open", "embargoed", "restricted", "closed");
    static final Set<String> LICENSES = Set.of(
            "apache-2.0",
            "bsd-2-clause",
            "bsd-3-clause",
            "cc-by-3.0",
            "cc-by-4.0",
            "cc-by-nc-4.0",
            "cc-by-nc-nd-4.0",
            "cc-by-nc-sa-4.0",
            "cc-by-nd-4.0",
            "cc-by-sa-4.0",
            "cc0-1.0",
            "gpl-3.0-or-later",
            "lgpl-3.0-or-later",
            "mit",
            "mpl-2.0");
    static final Set<String> DESCRIPTION_TYPES =
            Set.of("abstract", "methods", "series-information", "table-of-contents", "technical-info", "other");

    private static final Pattern EDTF_LEVEL_0 = Pattern.compile(
            "\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?(/\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?)?");
    private static final Pattern ORCID = Pattern.compile("\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dX]");

    private Values() {}

    static boolean isResourceType(String id) {
        return UPLOAD_TYPES.contains(id)
                || (id.startsWith("publication-") && PUBLICATION_TYPES.contains(id.substring(12)))
                || (id.startsWith("image-") && IMAGE_TYPES.contains(id.substring(6)));
    }

    static boolean isDate(JsonNode value) {
        return value.isString() && EDTF_LEVEL_0.matcher(value.asString()).matches();
    }

    static boolean isText(JsonNode value) {
        return value.isString() && !value.asString().isBlank();
    }

    /** Whether it looks like one and its last character is the checksum (ISO 7064, MOD 11-2) of the others. */
    static boolean isOrcid(String text) {
        if (!ORCID.matcher(text).matches()) {
            return false;
        }
        String digits = text.replace("-", "");
        int total = 0;
        for (int i = 0; i < 15; i++) {
            total = (total + Character.digit(digits.charAt(i), 10)) * 2;
        }
        int check = (12 - total % 11) % 11;
        return digits.charAt(15) == (check == 10 ? 'X' : (char) ('0' + check));
    }
}
