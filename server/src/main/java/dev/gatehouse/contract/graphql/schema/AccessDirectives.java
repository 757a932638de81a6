package dev.gatehouse.contract.graphql.schema;

import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.ScopeToken;
import dev.gatehouse.contract.document.Unreadable;
import dev.gatehouse.decision.graphql.Access;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.Node;
import graphql.language.StringValue;
import graphql.language.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code @requiresScopes}, {@code @authenticated} and {@code @policy}. Not thread-safe: one per document. */
final class AccessDirectives {
    private static final int MAX_COMPARISONS = 20_000_000;
    private static final int MAX_NAMED = 5;

    /** What the names of home-made directives for access have in them. */
    private static final Pattern ABOUT_ACCESS = Pattern.compile("(?i)auth|scope|role|permission|polic|guard|protect");

    private final DirectiveNames names;
    private final Notes notes;
    private final Budget comparisons = new Budget(MAX_COMPARISONS, "comparisons of combined scopes");
    private final Set<String> scopes = new LinkedHashSet<>();
    private boolean stated;
    private final Set<String> unknown = new TreeSet<>();
    private int policies;
    private int misplaced;

    AccessDirectives(DirectiveNames names, Notes notes) {
        this.names = names;
        this.notes = notes;
    }

    /** What all these directives ask for together; empty where they ask for nothing. */
    Optional<Access> of(SchemaPiece piece, List<Directive> directives) {
        Optional<Access> all = Optional.empty();
        for (Directive directive : directives) {
            Optional<Access> one = of(piece, directive);
            all = both(
                    all, one, piece.line(directive.getSourceLocation()), piece.column(directive.getSourceLocation()));
        }
        return all;
    }

    /** What meets both, for the sake of the spot in the document. */
    Optional<Access> both(Optional<Access> one, Optional<Access> other, int line, int column) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return Optional.of(CombinedAccess.of(one.get(), other.get(), comparisons, line, column));
    }

    /** Counts directives where they have no meaning, such as on an argument. */
    void misplaced(List<Directive> directives) {
        misplaced += (int) directives.stream()
                .filter(directive -> names.meaning(directive).isPresent())
                .count();
    }

    /** Every scope named so far. */
    Set<String> scopes() {
        return scopes;
    }

    /** Whether any directive so far asked for a token. */
    boolean stated() {
        return stated;
    }

    void noteTheRest() {
        if (!unknown.isEmpty()) {
            notes.add("%s not understood, though by name about access; @requiresScopes and @authenticated are."
                    .formatted(named()));
        }
        if (policies > 0) {
            notes.add(
                    "@policy stands at %,d places; policies are not understood, and the service has to check them itself."
                            .formatted(policies));
        }
        if (misplaced > 0) {
            notes.add(
                    "Security directives stand at %,d places where they mean nothing, such as arguments, input types and values."
                            .formatted(misplaced));
        }
    }

    private Optional<Access> of(SchemaPiece piece, Directive directive) {
        if (names.meaning(directive).isEmpty()
                && ABOUT_ACCESS.matcher(directive.getName()).find()) {
            unknown.add(directive.getName());
        }
        return names.meaning(directive).map(meaning -> switch (meaning) {
            case REQUIRES_SCOPES -> requiredScopes(piece, directive);
            case AUTHENTICATED -> anyToken();
            case POLICY -> policy();
        });
    }

    private Access anyToken() {
        stated = true;
        return Access.ANY_TOKEN;
    }

    private Access policy() {
        policies++;
        return Access.NOT_UNDERSTOOD;
    }

    private Access requiredScopes(SchemaPiece piece, Directive directive) {
        stated = true;
        Argument argument = directive.getArgument("scopes");
        if (argument == null) {
            throw at(piece, directive, "@%s has no argument 'scopes'".formatted(directive.getName()));
        }
        Map<Set<String>, List<String>> alternatives = new LinkedHashMap<>();
        for (Value<?> alternative : items(argument.getValue())) {
            Set<String> needed = alternative(piece, alternative);
            alternatives.putIfAbsent(needed, List.copyOf(needed));
        }
        if (alternatives.isEmpty()) {
            notes.add("@%s at line %d names no scopes; any valid token was taken to be enough."
                    .formatted(directive.getName(), piece.line(directive.getSourceLocation())));
            return Access.ANY_TOKEN;
        }
        return new Access(List.copyOf(alternatives.values()));
    }

    private Set<String> alternative(SchemaPiece piece, Value<?> alternative) {
        Set<String> needed = new LinkedHashSet<>();
        for (Value<?> item : items(alternative)) {
            if (!(item instanceof StringValue scope)) {
                throw at(piece, item, "a scope must be text in quotes, as in scopes: [[\"a\", \"b\"], [\"c\"]]");
            }
            needed.addAll(ScopeToken.splitNoting(
                    Objects.requireNonNullElse(scope.getValue(), ""),
                    piece.line(item.getSourceLocation()),
                    piece.column(item.getSourceLocation()),
                    notes));
        }
        scopes.addAll(needed);
        return needed;
    }

    /** The items of a list; a single value stands for a list of itself (section 3.11, input coercion). */
    private static List<? extends Value<?>> items(Value<?> value) {
        if (value instanceof ArrayValue list) {
            @SuppressWarnings({"rawtypes", "unchecked"}) // the parser's own list is raw
            List<? extends Value<?>> values = (List<? extends Value<?>>) (List) list.getValues();
            return values;
        }
        return List.of(value);
    }

    private String named() {
        String first = unknown.stream().limit(MAX_NAMED).map(name -> "@" + name).collect(Collectors.joining(", "));
        int others = unknown.size() - MAX_NAMED;
        return (others > 0 ? "%s and %,d others".formatted(first, others) : first)
                + (unknown.size() == 1 ? " is" : " are");
    }

    private static RuntimeException at(SchemaPiece piece, Node<?> node, String reason) {
        return Unreadable.at(piece.line(node.getSourceLocation()), piece.column(node.getSourceLocation()), reason);
    }
}
