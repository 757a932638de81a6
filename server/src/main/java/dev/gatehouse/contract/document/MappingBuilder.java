package dev.gatehouse.contract.document;

import dev.gatehouse.contract.document.Node.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects an object's members; those merged in by {@code <<} never replace its own. Not thread-safe. */
final class MappingBuilder {
    private final boolean kept;
    private final Set<String> names;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<Member> merges = new ArrayList<>(0);

    /**
     * @param kept whether the members are needed, rather than their names only
     */
    MappingBuilder(boolean kept) {
        this.kept = kept;
        this.names = kept ? Set.of() : new HashSet<>();
    }

    /** Whether this is the first member with that name. */
    boolean isNew(String name, boolean merge) {
        if (!kept) {
            return names.add(name);
        }
        return merge ? merges.isEmpty() : !members.containsKey(name);
    }

    void add(Member member, boolean merge) {
        if (!kept) {
            return;
        }
        if (merge) {
            merges.add(member);
        } else {
            members.put(member.name(), member);
        }
    }

    Node.Mapping build(int line, int column, Budget merged) {
        for (Member merge : merges) {
            List<Node> sources = merge.value() instanceof Node.Sequence list ? list.items() : List.of(merge.value());
            sources.forEach(source -> mergeIn(source, merge, merged));
        }
        return new Node.Mapping(members, line, column);
    }

    private void mergeIn(Node source, Member merge, Budget merged) {
        if (!(source instanceof Node.Mapping mapping)) {
            throw Unreadable.at(merge, "'<<' can merge objects only, but this is " + source.kind());
        }
        merged.spend(mapping.members().size() + 1L, merge);
        mapping.members().forEach(members::putIfAbsent);
    }
}
