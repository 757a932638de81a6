package dev.gatehouse.contract.graphql.change;

import dev.gatehouse.contract.document.Unreadable;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What callers notice of arguments and members of input types. Stateless. */
final class InputChanges {
    private InputChanges() {}

    /** Gets what is found. */
    interface Found {
        /** @param words without the name of the argument or member */
        void add(String name, String words, int oldLine, int newLine);
    }

    /**
     * Compares two versions of a list.
     *
     * @param oldLine where it stood
     * @param newLine where it stands
     */
    static void compare(
            Map<String, DescribedInput> before,
            Map<String, DescribedInput> after,
            int oldLine,
            int newLine,
            Found found) {
        before.forEach((name, input) -> {
            DescribedInput now = after.get(name);
            if (now == null) {
                found.add(name, "is gone", input.line(), newLine);
            } else {
                words(input, now).ifPresent(words -> found.add(name, words, input.line(), now.line()));
            }
        });
        after.forEach((name, input) -> {
            if (!before.containsKey(name) && input.isRequired()) {
                found.add(name, "is required now", oldLine, input.line());
            }
        });
    }

    private static Optional<String> words(DescribedInput before, DescribedInput now) {
        if (!WrittenType.isAllOf(before.type(), now.type())) {
            if (!WrittenType.isSameButForNull(before.type(), now.type())) {
                return Optional.of("has another type, %s in place of %s".formatted(now.type(), before.type()));
            }
            return Optional.of(
                    now.isRequired() && !before.isRequired()
                            ? "is required now, %s in place of %s".formatted(now.type(), before.type())
                            : "takes null no more, %s in place of %s".formatted(now.type(), before.type()));
        }
        if (now.isRequired() && !before.isRequired()) {
            return Optional.of("is required now");
        }
        return before.value() == null || Objects.equals(before.value(), now.value())
                ? Optional.empty()
                : Optional.of(
                        "has another default, %s in place of %s".formatted(value(now.value()), value(before.value())));
    }

    private static String value(@Nullable String value) {
        return value == null ? "none" : Unreadable.quote(value);
    }
}
