package dev.gatehouse.vault.connector;

import dev.gatehouse.api.ApiException;
import java.util.Locale;

/** What connectors and people may be called. */
public final class VaultNames {
    private static final int MAX_LENGTH = 255;

    private VaultNames() {}

    /**
     * A connector's name in lower case, as it is kept.
     *
     * @throws ApiException ERR11004 for one that could not stand in a path or would be taken for an index
     */
    static String connector(String given, String pointer) {
        if (!mayNameConnector(given)) {
            throw ApiException.invalid(
                    pointer, "must have no slash, whitespace or control character, and not be empty");
        }
        if (given.chars().allMatch(character -> character >= '0' && character <= '9')) {
            throw ApiException.invalid(pointer, "must not consist of digits only: that would be read as an index");
        }
        return checkLength(normalized(given), pointer);
    }

    /** Whether a connector may have such a name, as far as its characters go. */
    public static boolean mayNameConnector(String given) {
        return !given.isEmpty() && given.codePoints().noneMatch(VaultNames::isUnfitForConnector);
    }

    /** A connector's name as somebody wrote it, as it is kept. */
    public static String normalized(String given) {
        return given.toLowerCase(Locale.ROOT);
    }

    /** @throws ApiException ERR11004 for one that could not stand in a path */
    public static String user(String given, String pointer) {
        if (given.isBlank() || given.codePoints().anyMatch(VaultNames::isUnfitForUser)) {
            throw ApiException.invalid(pointer, "must have no slash or control character, and not be blank");
        }
        if (given.equals(".") || given.equals("..")) {
            throw ApiException.invalid(pointer, "must not be a step of a path");
        }
        return checkLength(given, pointer);
    }

    private static String checkLength(String name, String pointer) {
        if (name.codePointCount(0, name.length()) > MAX_LENGTH) {
            throw ApiException.invalid(pointer, "must have at most " + MAX_LENGTH + " characters");
        }
        return name;
    }

    private static boolean isUnfitForUser(int character) {
        return character == '/' || Character.isISOControl(character);
    }

    private static boolean isUnfitForConnector(int character) {
        return isUnfitForUser(character)
                || character == '\\'
                || character == '%'
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character);
    }
}
