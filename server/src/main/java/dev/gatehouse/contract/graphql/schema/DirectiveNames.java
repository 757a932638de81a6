package dev.gatehouse.contract.graphql.schema;

import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which directive means what. Apollo's names always count; {@code @link} of the schema may bring others for them, by
 * import or as a prefix. The URL of a link is an identifier: it is never fetched. Not thread-safe: one per document.
 */
final class DirectiveNames {
    /** What the directives that we understand are for. */
    enum Meaning {
        REQUIRES_SCOPES("requiresScopes"),
        AUTHENTICATED("authenticated"),
        POLICY("policy");

        private final String name;

        Meaning(String name) {
            this.name = name;
        }
    }

    private static final Pattern APOLLO =
            Pattern.compile("https?://specs\\.apollo\\.dev/([A-Za-z]{1,64})(?:/v[0-9.]{1,32})?/?");
    private static final String FEDERATION = "federation";

    private final Map<String, Meaning> meanings = new HashMap<>();

    DirectiveNames() {
        for (Meaning meaning : Meaning.values()) {
            meanings.put(meaning.name, meaning);
            meanings.put(FEDERATION + "__" + meaning.name, meaning);
        }
    }

    Optional<Meaning> meaning(Directive directive) {
        return Optional.ofNullable(meanings.get(directive.getName()));
    }

    /** Learns the names that a schema's directives bring. */
    void learn(List<Directive> directives) {
        directives.stream()
                .filter(directive -> directive.getName().equals("link"))
                .forEach(this::learn);
    }

    private void learn(Directive link) {
        Matcher feature = APOLLO.matcher(text(link, "url"));
        if (!feature.matches()) {
            return;
        }
        String prefix = text(link, "as");
        if (feature.group(1).equals(FEDERATION)) {
            learnFederation(prefix, link);
        } else if (!prefix.isEmpty()) {
            byName(feature.group(1)).ifPresent(meaning -> meanings.put(prefix, meaning));
        }
    }

    private void learnFederation(String prefix, Directive link) {
        for (Meaning meaning : Meaning.values()) {
            if (!prefix.isEmpty()) {
                meanings.put(prefix + "__" + meaning.name, meaning);
            }
        }
        if (argument(link, "import").orElse(null) instanceof ArrayValue imports) {
            imports.getValues().stream()
                    .filter(ObjectValue.class::isInstance)
                    .map(ObjectValue.class::cast)
                    .forEach(this::learnImport);
        }
    }

    private void learnImport(ObjectValue imported) {
        String alias = member(imported, "as");
        byName(withoutSign(member(imported, "name"))).ifPresent(meaning -> meanings.put(withoutSign(alias), meaning));
    }

    private static Optional<Meaning> byName(String name) {
        return List.of(Meaning.values()).stream()
                .filter(meaning -> meaning.name.equals(name))
                .findFirst();
    }

    private static String withoutSign(String name) {
        return name.startsWith("@") ? name.substring(1) : name;
    }

    private static String member(ObjectValue object, String name) {
        return object.getObjectFields().stream()
                .filter(field -> field.getName().equals(name))
                .map(ObjectField::getValue)
                .map(DirectiveNames::text)
                .findFirst()
                .orElse("");
    }

    private static String text(Directive directive, String name) {
        return argument(directive, name).map(DirectiveNames::text).orElse("");
    }

    private static @Nullable String text(Value<?> value) {
        return value instanceof StringValue text ? text.getValue() : "";
    }

    private static Optional<Value<?>> argument(Directive directive, String name) {
        return Optional.ofNullable(directive.getArgument(name)).map(argument -> argument.getValue());
    }
}
