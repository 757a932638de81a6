package dev.gatehouse.vault.connect;

import dev.gatehouse.pages.Message;
import dev.gatehouse.pages.PageLanguages;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why an account was not connected, in words for the person. It is stored in English, as all versions of this server read it. */
public enum ConnectProblem {
    CHANGED,
    OTHER_ISSUER,
    NO_ANSWER,
    NOT_ALLOWED,
    UNAVAILABLE,
    NOT_ACCEPTED,
    INTERRUPTED,
    UNFINISHED,
    DEAD_CODE,
    NO_TOKENS,
    MISCONFIGURED;

    Message message() {
        return Message.of("connect.problem." + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    String stored() {
        return PageLanguages.shipped().english().get(message());
    }

    /** Empty where the text is that of another version. */
    static Optional<ConnectProblem> of(String stored) {
        return Stream.of(values())
                .filter(problem -> problem.stored().equals(stored))
                .findFirst();
    }
}
