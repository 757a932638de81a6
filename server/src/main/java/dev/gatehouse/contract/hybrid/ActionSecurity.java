package dev.gatehouse.contract.hybrid;

import dev.gatehouse.contract.Security;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.ScopeToken;
import dev.gatehouse.contract.document.Unreadable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What an action asks for: nothing where {@code skipAuth} is true, else the scopes in {@code scope}, all of them, else any
 * valid token.
 */
final class ActionSecurity {
    private static final String SCOPE = "scope";
    private static final String SKIP = "skipAuth";
    private static final Security ANY_TOKEN = new Security(false, List.of(List.of()));

    private final boolean stated;
    private final Notes notes;

    /** @param stated whether any action of the document says who may call it; otherwise that is made up elsewhere */
    ActionSecurity(boolean stated, Notes notes) {
        this.stated = stated;
        this.notes = notes;
    }

    static boolean isStated(Node.Mapping action) {
        return action.member(SCOPE).isPresent() || action.member(SKIP).isPresent();
    }

    Optional<Security> of(Node.Mapping action, String endpoint) {
        if (!stated) {
            return Optional.empty();
        }
        Optional<Member> scope = action.member(SCOPE);
        Security needed = scope.map(member -> needing(member, endpoint)).orElse(ANY_TOKEN);
        if (!skips(action)) {
            return Optional.of(needed);
        }
        scope.ifPresent(member -> notes.add("Action %s has skipAuth at line %d, so that its scope counts for nothing."
                .formatted(Unreadable.quote(endpoint), member.line())));
        return Optional.of(new Security(true, List.of()));
    }

    private static boolean skips(Node.Mapping action) {
        return action.member(SKIP)
                .filter(member -> Boolean.parseBoolean(flag(member)))
                .isPresent();
    }

    private static String flag(Member member) {
        if (member.value() instanceof Node.Scalar flag && flag.type() == Node.Scalar.Type.BOOLEAN) {
            return flag.text();
        }
        throw Unreadable.at(
                member,
                "'%s' is %s; it must be true or false"
                        .formatted(SKIP, member.value().kind()));
    }

    private Security needing(Member scope, String endpoint) {
        String text = scope.string();
        if (text.isEmpty()) {
            notes.add(
                    "Action %s has an empty scope at line %d; any valid token is good for it, as only skipAuth makes it public."
                            .formatted(Unreadable.quote(endpoint), scope.line()));
            return ANY_TOKEN;
        }
        List<String> needed =
                ScopeToken.split(text, scope.value().line(), scope.value().column());
        return new Security(false, List.of(List.copyOf(new LinkedHashSet<>(needed))));
    }
}
