package dev.gatehouse.vault.portservice;

/** What people may be called by who is not one of our clients. */
final class UserIds {
    private static final int MAX_LENGTH = 255;

    private UserIds() {}

    /** Whether the name could stand in a path. */
    static boolean isFit(String name) {
        return !name.isBlank()
                && name.codePointCount(0, name.length()) <= MAX_LENGTH
                && !name.equals(".")
                && !name.equals("..")
                && name.codePoints().noneMatch(character -> character == '/' || Character.isISOControl(character));
    }
}
