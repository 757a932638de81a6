package dev.gatehouse.config;

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
public record SettingType<T>(String label, String expected, boolean secret, Function<String, Optional<T>> parser) {

    public Optional<T> parse(String text) {
        return text.isBlank() ? Optional.empty() : parser.apply(text.strip());
    }

    public static SettingType<Integer> number(int least, int most) {
        return new SettingType<>(
                "N", "a whole number from " + least + " to " + most, false, text -> wholeNumber(text, least, most));
    }

    /** For numbers that may not fit into 32 bits. */
    public static SettingType<Long> largeNumber(long least, long most) {
        return new SettingType<>(
                "N", "a whole number from " + least + " to " + most, false, text -> largeNumber(text, least, most));
    }

    public static SettingType<Boolean> yesOrNo() {
        return new SettingType<>("FLAG", "true or false", false, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    public static SettingType<Path> path() {
        return new SettingType<>("PATH", "a path", false, SettingType::absolutePath);
    }

    public static SettingType<Path> readableFile() {
        return new SettingType<>(
                "FILE",
                "a file that this process may read",
                false,
                text -> absolutePath(text).filter(Files::isRegularFile).filter(Files::isReadable));
    }

    public static SettingType<Path> readableDirectory() {
        return new SettingType<>(
                "FOLDER",
                "a folder that this process may read",
                false,
                text -> absolutePath(text).filter(Files::isDirectory).filter(Files::isReadable));
    }

    public static SettingType<URI> url() {
        return new SettingType<>(
                "URL", "an http or https URL with neither user, query nor fragment", false, SettingType::webUrl);
    }

    public static SettingType<HiddenText> hidden(String expected) {
        return new SettingType<>("SECRET", expected, true, text -> Optional.of(new HiddenText(text)));
    }

    public static <E extends Enum<E>> SettingType<E> choice(Class<E> values) {
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
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<Integer> wholeNumber(String text, int least, int most) {
        return largeNumber(text, least, most).map(Math::toIntExact);
    }

    private static Optional<Long> largeNumber(String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
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
}
