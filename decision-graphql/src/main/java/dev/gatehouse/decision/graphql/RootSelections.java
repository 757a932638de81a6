package dev.gatehouse.decision.graphql;

import dev.gatehouse.decision.content.Quoted;
import dev.gatehouse.decision.content.Undecidable;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The root fields of one operation, fragments at the root included (GraphQL, section 6.3.2): all that can be told of a
 * service that registered no schema. Not thread-safe: one per operation.
 */
final class RootSelections {
    private final Map<String, FragmentDefinition> fragments;
    private final Reached reached;
    private final Set<String> spread = new HashSet<>();
    private final Deque<SelectionSet> rest = new ArrayDeque<>();

    RootSelections(Map<String, FragmentDefinition> fragments, Reached reached) {
        this.fragments = fragments;
        this.reached = reached;
    }

    void follow(RootRole role, SelectionSet selections) {
        rest.push(selections);
        while (!rest.isEmpty()) {
            for (Selection<?> selection : rest.pop().getSelections()) {
                take(role, selection);
            }
        }
    }

    private void take(RootRole role, Selection<?> selection) {
        if (selection instanceof Field field) {
            reached.endpoint(role.endpoint(field.getName()));
        } else if (selection instanceof InlineFragment inline) {
            rest.push(inline.getSelectionSet());
        } else if (selection instanceof FragmentSpread named) {
            spread(named.getName());
        } else {
            throw Undecidable.because("the operation has something that is neither field nor fragment");
        }
    }

    /** Each fragment once: one that spreads itself brings nothing new. */
    private void spread(String name) {
        FragmentDefinition fragment = fragments.get(name);
        if (fragment == null) {
            throw Undecidable.because("fragment %s is not defined".formatted(Quoted.text(name)));
        }
        if (spread.add(name)) {
            rest.push(fragment.getSelectionSet());
        }
    }
}
