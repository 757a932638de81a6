package dev.gatehouse.connector.conformance.subject;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How much tests ask of a connector. The standard ones can be set by system properties or, in capitals and with {@code _},
 * by environment variables: {@code gatehouse.conformance.profile}, {@code fast} or {@code full}, and one by one {@code
 * …stream-bytes}, {@code …folder-entries}, {@code …project-files}.
 *
 * @param streamBytes the length of a large file
 * @param folderEntries how many files a large folder has
 * @param projectFiles how many files a large project has, and how many projects are made to be listed
 * @param patience how long any call may take before it is answered, and the longest that a large file may stand still
 * @param looking how long to look for what must not appear, such as a part of an upload that was cut
 */
public record Limits(long streamBytes, int folderEntries, int projectFiles, Duration patience, Duration looking) {
    private static final String PREFIX = "gatehouse.conformance.";

    /** Enough to be told apart from what else a process holds in memory. */
    private static final long STREAM_BYTES = 64L << 20;

    /** More than a page of most lists, and less than what repositories take. */
    private static final int PROJECT_FILES = 50;

    public Limits {
        if (streamBytes < 1
                || folderEntries < 1
                || projectFiles < 1
                || !patience.isPositive()
                || looking.isNegative()) {
            throw new IllegalArgumentException("limits are positive");
        }
    }

    /** What was set, or else what the profile says, a minute's patience, and 0.4 seconds of looking. */
    public static Limits standard() {
        Profile profile = Profile.named(setting("profile").orElse(Profile.FAST.name()));
        return new Limits(
                number("stream-bytes", STREAM_BYTES),
                Math.toIntExact(number("folder-entries", profile.folderEntries())),
                Math.toIntExact(number("project-files", PROJECT_FILES)),
                Duration.ofSeconds(60),
                Duration.ofMillis(400));
    }

    /** These, with large files of this length. */
    public Limits streaming(long bytes) {
        return new Limits(bytes, folderEntries, projectFiles, patience, looking);
    }

    /** These, with so many files in a large folder. */
    public Limits listing(int entries) {
        return new Limits(streamBytes, entries, projectFiles, patience, looking);
    }

    /** These, with so many files and projects. */
    public Limits projects(int files) {
        return new Limits(streamBytes, folderEntries, files, patience, looking);
    }

    /** These, with this patience. */
    public Limits waiting(Duration longest) {
        return new Limits(streamBytes, folderEntries, projectFiles, longest, looking);
    }

    /** These, looking for this long. */
    public Limits looking(Duration time) {
        return new Limits(streamBytes, folderEntries, projectFiles, patience, time);
    }

    private static long number(String name, long standard) {
        String value = setting(name).orElse(Long.toString(standard));
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notNumber) {
            throw new IllegalArgumentException(
                    PREFIX + name + " is \"" + value + "\", but a number is needed", notNumber);
        }
    }

    private static Optional<String> setting(String name) {
        String property = PREFIX + name;
        String variable = property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        return Optional.ofNullable(System.getProperty(property, System.getenv(variable)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}
