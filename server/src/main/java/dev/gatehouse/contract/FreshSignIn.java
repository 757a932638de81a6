package dev.gatehouse.contract;

import dev.gatehouse.contract.document.Located;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Unreadable;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long ago an operation in JSON or YAML lets its caller's user have signed in (RFC 9470). Immutable.
 *
 * @param maxAge in seconds
 */
public record FreshSignIn(int maxAge, int line, int column) implements Located {
    /** The member that says it, for filters. */
    public static final String MEMBER = "x-max-age";

    private static final int MAX_SECONDS = 365 * 24 * 60 * 60;
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,7}");

    /** Empty where it does not matter; ERR12103 where it says anything else than seconds, rather than ask for less. */
    public static Optional<FreshSignIn> of(Node.Mapping operation) {
        return operation.member(MEMBER).map(FreshSignIn::parsed);
    }

    private static FreshSignIn parsed(Member member) {
        String text = member.value() instanceof Node.Scalar scalar ? scalar.text() : "";
        if (!SECONDS.matcher(text).matches() || Integer.parseInt(text) > MAX_SECONDS) {
            throw Unreadable.at(
                    member,
                    "x-max-age is %s; send a whole number of seconds from 1 to %d"
                            .formatted(Unreadable.quote(text), MAX_SECONDS));
        }
        return new FreshSignIn(Integer.parseInt(text), member.line(), member.column());
    }
}
