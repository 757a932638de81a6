package dev.gatehouse.connector.conformance.subject;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much is asked of a connector where nobody says it in numbers. Every promise is tested with each. */
enum Profile {
    /** For every build: a folder has more entries than the pages of a thousand that many services list by. */
    FAST(1_500),
    /** For now and then: many uploads take most of the kit's time. */
    FULL(10_000);

    private final int folderEntries;

    Profile(int folderEntries) {
        this.folderEntries = folderEntries;
    }

    /** @throws IllegalArgumentException saying which there are */
    static Profile named(String name) {
        return Arrays.stream(values())
                .filter(profile -> profile.label().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no profile \"" + name + "\", but "
                        + Arrays.stream(values()).map(Profile::label).collect(Collectors.joining(" and "))));
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The number of files in a large folder. */
    int folderEntries() {
        return folderEntries;
    }
}
