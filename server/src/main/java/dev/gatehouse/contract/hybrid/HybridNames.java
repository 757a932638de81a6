package dev.gatehouse.contract.hybrid;

import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.StorableText;
import dev.gatehouse.contract.document.Unreadable;
import java.util.regex.Pattern;

/** The names that make up {@code host/service/action/version}. */
final class HybridNames {
    private static final int MAX_PART = 255;

    /** The name of an endpoint: nothing else begins a document in this way. */
    private static final Pattern ENDPOINT = Pattern.compile("[^/\\s\\p{Cntrl}]{1,255}(?:/[^/\\s\\p{Cntrl}]{1,255}){3}");

    private HybridNames() {}

    /** Whether the document is of the older form: nothing but objects that are named as endpoints are. */
    static boolean isNamedForm(Node.Mapping root) {
        return !root.members().isEmpty()
                && root.members().values().stream()
                        .allMatch(member ->
                                ENDPOINT.matcher(member.name()).matches() && member.value() instanceof Node.Mapping);
    }

    /** A member that must be there, as text that can stand between slashes. */
    static String part(Node.Mapping owner, String name) {
        Member member = required(owner, name);
        return usable(member, member.string());
    }

    /** An action's version, which YAML may take for a number. */
    static String version(Node.Mapping action) {
        Member version = required(action, "version");
        return usable(version, version.text());
    }

    private static Member required(Node.Mapping owner, String name) {
        return owner.member(name)
                .orElseThrow(() -> Unreadable.at(owner, "there is no '%s' here; add it".formatted(name)));
    }

    private static String usable(Member member, String text) {
        if (text.isEmpty() || text.codePoints().anyMatch(Character::isWhitespace) || text.contains("/")) {
            throw Unreadable.at(
                    member,
                    "'%s' is %s; it must be a name without slashes and blanks"
                            .formatted(member.name(), text.isEmpty() ? "empty" : Unreadable.quote(text)));
        }
        if (text.codePointCount(0, text.length()) > MAX_PART) {
            throw Unreadable.at(member, "'%s' is longer than %d characters".formatted(member.name(), MAX_PART));
        }
        if (!StorableText.isStorable(text)) {
            throw Unreadable.at(member, "'%s' has control characters".formatted(member.name()));
        }
        return text;
    }
}
