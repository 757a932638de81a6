package dev.gatehouse.connectors.invenio.description;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Under what terms something may be used.
 *
 * @param id its SPDX identifier in lower case, where it is one of those that repositories know
 * @param url where it is to be read
 * @param name what it is called
 */
public record License(Optional<String> id, Optional<String> url, Optional<String> name) {
    private static final Pattern CREATIVE_COMMONS =
            Pattern.compile("https?://creativecommons\\.org/licenses/([a-z-]+)/(\\d\\.\\d)/?(legalcode.*|deed.*)?");
    private static final Pattern CREATIVE_COMMONS_ZERO =
            Pattern.compile("https?://creativecommons\\.org/publicdomain/zero/1\\.0/?(legalcode.*|deed.*)?");
    private static final Pattern SPDX =
            Pattern.compile("https?://spdx\\.org/licenses/([\\w.+-]+?)(\\.html|\\.json)?/?");
    private static final Pattern OPEN_SOURCE =
            Pattern.compile("https?://(?:www\\.)?opensource\\.org/licenses?/([\\w.+-]+?)/?");
    private static final Pattern APACHE =
            Pattern.compile("https?://(?:www\\.)?apache\\.org/licenses/LICENSE-(2\\.0)(\\.txt|\\.html)?");

    /** As SPDX writes them, by what is written here. */
    private static final Map<String, String> KNOWN = Stream.of(
                    "Apache-2.0",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "CC0-1.0",
                    "CC-BY-3.0",
                    "CC-BY-4.0",
                    "CC-BY-NC-3.0",
                    "CC-BY-NC-4.0",
                    "CC-BY-NC-ND-3.0",
                    "CC-BY-NC-ND-4.0",
                    "CC-BY-NC-SA-3.0",
                    "CC-BY-NC-SA-4.0",
                    "CC-BY-ND-3.0",
                    "CC-BY-ND-4.0",
                    "CC-BY-SA-3.0",
                    "CC-BY-SA-4.0",
                    "EUPL-1.2",
                    "GPL-2.0-only",
                    "GPL-2.0-or-later",
                    "GPL-3.0-only",
                    "GPL-3.0-or-later",
                    "ISC",
                    "LGPL-3.0-only",
                    "LGPL-3.0-or-later",
                    "AGPL-3.0-only",
                    "AGPL-3.0-or-later",
                    "MIT",
                    "MPL-2.0",
                    "ODbL-1.0",
                    "PDDL-1.0",
                    "Unlicense")
            .collect(Collectors.toMap(id -> id.toLowerCase(Locale.ROOT), Function.identity()));

    /** A license named by its SPDX identifier, in any case, or by an address; and by what it is called. */
    public static License of(String identifierOrUrl, Optional<String> name) {
        Optional<String> id = identifier(identifierOrUrl);
        Optional<String> url = identifierOrUrl.startsWith("http") ? Optional.of(identifierOrUrl) : Optional.empty();
        return new License(id, url, name.or(() -> id.isEmpty() && url.isEmpty() ? Optional.of(identifierOrUrl) : name));
    }

    private static Optional<String> identifier(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (KNOWN.containsKey(lower)) {
            return Optional.of(lower);
        }
        Matcher commons = CREATIVE_COMMONS.matcher(lower);
        if (commons.matches()) {
            return known("cc-" + commons.group(1) + "-" + commons.group(2));
        }
        if (CREATIVE_COMMONS_ZERO.matcher(lower).matches()) {
            return Optional.of("cc0-1.0");
        }
        return Stream.of(SPDX, OPEN_SOURCE)
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::matches)
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .filter(KNOWN::containsKey)
                .findFirst()
                .or(() -> APACHE.matcher(text).matches() ? Optional.of("apache-2.0") : Optional.empty());
    }

    private static Optional<String> known(String id) {
        return KNOWN.containsKey(id) ? Optional.of(id) : Optional.empty();
    }

    /** Where it is to be read: its own address, or that of its identifier. */
    public Optional<String> address() {
        return url.or(() -> id.map(License::addressOf));
    }

    private static String addressOf(String id) {
        if (id.equals("cc0-1.0")) {
            return "https://creativecommons.org/publicdomain/zero/1.0/";
        }
        Matcher commons = Pattern.compile("cc-([a-z-]+)-(\\d\\.\\d)").matcher(id);
        return commons.matches()
                ? "https://creativecommons.org/licenses/" + commons.group(1) + "/" + commons.group(2) + "/"
                : "https://spdx.org/licenses/" + KNOWN.getOrDefault(id, id);
    }
}
