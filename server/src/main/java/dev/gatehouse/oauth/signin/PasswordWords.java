package dev.gatehouse.oauth.signin;

import dev.gatehouse.pages.Message;
import dev.gatehouse.users.password.PasswordProblem;
import dev.gatehouse.users.password.PasswordRules;

/** What people are told about a password they may not have. */
final class PasswordWords {
    static final Message DIFFERENT = Message.of("password.different");

    private PasswordWords() {}

    static Message of(PasswordProblem problem) {
        return switch (problem) {
            case PasswordProblem.TooShort(int length) ->
                Message.of("password.problem.too-short", length, PasswordRules.MIN_LENGTH);
            case PasswordProblem.TooLong _ -> Message.of("password.problem.too-long", PasswordRules.MAX_LENGTH);
            case PasswordProblem.UserId _ -> Message.of("password.problem.user-id");
            case PasswordProblem.Common _ -> Message.of("password.problem.common");
            case PasswordProblem.Initial _ -> Message.of("password.problem.initial");
        };
    }
}
