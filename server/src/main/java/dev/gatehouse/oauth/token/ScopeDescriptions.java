package dev.gatehouse.oauth.token;

import dev.gatehouse.authority.scope.ScopeStore;
import dev.gatehouse.oauth.page.ScopeLine;
import dev.gatehouse.pages.PageTexts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Says what scopes allow, in the words of those who own them. Thread-safe. */
public final class ScopeDescriptions {
    /** What the keys of texts about our own scopes begin with. */
    private static final String OURS = "scope.";

    private final Jdbi jdbi;
    private final ScopeStore store = new ScopeStore();

    public ScopeDescriptions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** One line a scope, in order, and one for each claim. */
    public List<ScopeLine> describe(Consents.Allowed allowed, PageTexts texts) {
        return Stream.concat(
                        describe(allowed.scopes(), texts).stream(),
                        allowed.claims().stream()
                                .map(claim -> new ScopeLine(claim.text(), texts.get("claim." + claim.text()))))
                .toList();
    }

    /** One line a scope, in order: ours in the reader's language, others as their owners wrote them. */
    public List<ScopeLine> describe(Collection<String> scopes, PageTexts texts) {
        List<String> foreign = scopes.stream()
                .filter(scope -> texts.find(OURS + scope).isEmpty())
                .toList();
        Map<String, String> described =
                foreign.isEmpty() ? Map.of() : jdbi.withHandle(handle -> store.texts(handle, foreign));
        return scopes.stream()
                .map(scope -> new ScopeLine(
                        scope, texts.find(OURS + scope).orElseGet(() -> described.getOrDefault(scope, scope))))
                .toList();
    }
}
