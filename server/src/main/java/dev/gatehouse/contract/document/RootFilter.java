package dev.gatehouse.contract.document;

import java.util.Map;

/**
 * What to read a document itself with: members that are not named here are kept. Immutable.
 *
 * @param members filters for the values of members, whatever the document turns out to be
 */
public record RootFilter(Map<String, MemberFilter> members) implements MemberFilter {
    public RootFilter {
        members = Map.copyOf(members);
    }

    @Override
    public MemberFilter member(String name) {
        return StandardFilter.isExtension(name)
                ? StandardFilter.KEEP_DATA
                : members.getOrDefault(name, StandardFilter.KEEP);
    }
}
