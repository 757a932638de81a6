package dev.gatehouse.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What values a setting takes, and how they are read from text.
 *
 * @param label stands for the value in usage texts, such as {@code N}
 * @param expected completes the sentence "expected …"
 * @param secret whether the text may never be shown
 * @param parser gives the value, or nothing where the text is not one
 */
record SettingType<T>(String label, String expected, boolean secret, Function<String, Optional<T>> parser) {

    Optional<T> parse(String text) {
        return text.isBlank() ? Optional.empty() : parser.apply(text.strip());
    }

    static SettingType<Integer> number(int least, int most) {
        return new SettingType<>(
                "N", "a whole number from " + least + " to " + most, false, text -> wholeNumber(text, least, most));
    }

    static SettingType<Boolean> yesOrNo() {
        return new SettingType<>("FLAG", "true or false", false, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    static SettingType<Path> path() {
        return new SettingType<>("PATH", "a path", false, SettingType::absolutePath);
    }

    static SettingType<Path> readableFile() {
        return new SettingType<>(
                "FILE",
                "a file that this process may read",
                false,
                text -> absolutePath(text).filter(Files::isRegularFile).filter(Files::isReadable));
    }

    static SettingType<URI> url() {
        return new SettingType<>(
                "URL", "an http or https URL with neither user, query nor fragment", false, SettingType::webUrl);
    }

    static SettingType<String> address() {
        return new SettingType<>("ADDRESS", "an IP address or localhost", false, SettingType::ownAddress);
    }

    static SettingType<DatabaseUrl> databaseUrl() {
        return new SettingType<>(
                "URL", "a postgresql:// or jdbc:postgresql:// URL", true, text -> DatabaseUrl.parse(text));
    }

    static <E extends Enum<E>> SettingType<E> choice(Class<E> values) {
        List<E> constants = Arrays.asList(values.getEnumConstants());
        String names = constants.stream().map(SettingType::nameOf).collect(Collectors.joining(", "));
        return new SettingType<>(
                "NAME",
                "one of " + names,
                false,
                text -> constants.stream()
                        .filter(constant -> nameOf(constant).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst());
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Integer> wholeNumber(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            return number >= least && number <= most ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Optional<Path> absolutePath(String text) {
        try {
            return Optional.of(Path.of(text).toAbsolutePath().normalize());
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    private static Optional<URI> webUrl(String text) {
        try {
            URI url = new URI(text);
            boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            boolean plain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            return web && plain && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }

    /** Only literal addresses: a name would have to be looked up, which may hang or give another one tomorrow. */
    private static Optional<String> ownAddress(String text) {
        if (text.equals("localhost")) {
            return Optional.of(text);
        }
        boolean dotted = text.contains(".") || text.contains(":");
        try {
            return dotted ? Optional.of(InetAddress.ofLiteral(text).getHostAddress()) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
