package dev.gatehouse.settings;

/**
 * What an operator wrote for a setting.
 *
 * @param text as written; may be a secret
 * @param origin the place, as the operator knows it
 */
record GivenValue(String text, String origin) {

    /** Without the text, which may be a secret. */
    @Override
    public String toString() {
        return origin;
    }
}
