package dev.gatehouse.contract.hybrid;

import dev.gatehouse.contract.Deprecations;
import dev.gatehouse.contract.FreshSignIn;
import dev.gatehouse.contract.document.MemberFilter;
import dev.gatehouse.contract.document.StandardFilter;
import java.util.Map;

/** What is kept of a hybrid specification. */
enum HybridFilter implements MemberFilter {
    /** An item of {@code action}, and the list of them. */
    ACTION;

    /** Of the members of the document itself. */
    static final Map<String, MemberFilter> ROOT = Map.of("action", ACTION, "schemas", StandardFilter.SKIM_NAMES);

    @Override
    public MemberFilter member(String name) {
        return switch (name) {
            case "name", "version", "handler", "scope", "skipAuth", Deprecations.DEPRECATED -> StandardFilter.KEEP;
            case Deprecations.SUNSET, FreshSignIn.MEMBER -> StandardFilter.KEEP_DATA;
            default -> StandardFilter.SKIM.member(name);
        };
    }
}
