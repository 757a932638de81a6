package dev.gatehouse.users.password;

/** What keeps a text from being somebody's password. Immutable. */
public sealed interface PasswordProblem {
    /** @param length in characters */
    record TooShort(int length) implements PasswordProblem {}

    record TooLong() implements PasswordProblem {}

    /** The id of its user. */
    record UserId() implements PasswordProblem {}

    /** One of those that are guessed first. */
    record Common() implements PasswordProblem {}

    /** The one that somebody else set, which its user must replace. */
    record Initial() implements PasswordProblem {}

    /** In English, as what follows the password's name. */
    default String text() {
        return switch (this) {
            case TooShort(int length) -> "has " + length + " characters; it needs at least " + PasswordRules.MIN_LENGTH;
            case TooLong _ -> "has more than " + PasswordRules.MAX_LENGTH + " characters";
            case UserId _ -> "is the user's id; take something that nobody else would think of";
            case Common _ -> "is one of those that are guessed first; a few random words make a good one";
            case Initial _ -> "must not be the present one";
        };
    }
}
