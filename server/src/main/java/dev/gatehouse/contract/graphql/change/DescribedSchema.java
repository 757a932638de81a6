package dev.gatehouse.contract.graphql.change;

import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.graphql.schema.SchemaPiece;
import dev.gatehouse.contract.graphql.schema.TypeNames;
import graphql.language.AstPrinter;
import graphql.language.DirectiveDefinition;
import graphql.language.DirectiveLocation;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SDLDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.language.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that requests can have to do with in a schema document, with its lines. Not thread-safe. */
final class DescribedSchema {
    private static final int MAX_MEMBERS = 300_000;

    /** What begins a location in a request, not in a schema. */
    private static final Set<String> IN_REQUESTS = Set.of(
            "QUERY",
            "MUTATION",
            "SUBSCRIPTION",
            "FIELD",
            "FRAGMENT_DEFINITION",
            "FRAGMENT_SPREAD",
            "INLINE_FRAGMENT",
            "VARIABLE_DEFINITION");

    final Map<String, DescribedType> types = new LinkedHashMap<>();
    final Map<String, DescribedDirective> directives = new LinkedHashMap<>();
    private final Budget members = new Budget(MAX_MEMBERS, "fields, arguments and values to compare");

    /** Where a type or one of its fields stands; 1 where it does not. @param field null for the type itself */
    int line(String type, @Nullable String field) {
        DescribedType found = types.get(type);
        if (found == null) {
            return 1;
        }
        DescribedField described = field == null ? null : found.fields.get(field);
        return described == null ? found.line : described.line();
    }

    /** Takes a definition in; ERR12103 where there is more than is compared. */
    void add(SchemaPiece piece, SDLDefinition<?> definition) {
        if (definition instanceof DirectiveDefinition directive) {
            addDirective(piece, directive);
        } else if (definition instanceof TypeDefinition<?> type) {
            int line = piece.line(type.getSourceLocation());
            members.spend(1, line, 1);
            DescribedType described = types.computeIfAbsent(
                    type.getName(), name -> new DescribedType(name, DescribedType.kind(type), line));
            addTo(described, piece, type);
        }
    }

    private void addDirective(SchemaPiece piece, DirectiveDefinition directive) {
        Set<String> locations = new TreeSet<>();
        directive.getDirectiveLocations().stream()
                .map(DirectiveLocation::getName)
                .filter(IN_REQUESTS::contains)
                .forEach(locations::add);
        if (!locations.isEmpty()) {
            directives.putIfAbsent(
                    directive.getName(),
                    new DescribedDirective(
                            locations,
                            inputs(piece, directive.getInputValueDefinitions()),
                            piece.line(directive.getSourceLocation())));
        }
    }

    private void addTo(DescribedType described, SchemaPiece piece, TypeDefinition<?> type) {
        switch (type) {
            case ObjectTypeDefinition object -> {
                addOthers(described, piece, object.getImplements());
                addFields(described, piece, object.getFieldDefinitions());
            }
            case InterfaceTypeDefinition contract -> {
                addOthers(described, piece, contract.getImplements());
                addFields(described, piece, contract.getFieldDefinitions());
            }
            case UnionTypeDefinition union -> addOthers(described, piece, union.getMemberTypes());
            case EnumTypeDefinition values ->
                values.getEnumValueDefinitions().forEach(value -> {
                    int line = piece.line(value.getSourceLocation());
                    members.spend(1, line, 1);
                    described.values.putIfAbsent(value.getName(), line);
                });
            case InputObjectTypeDefinition input -> {
                described.oneOf |= input.hasDirective("oneOf");
                inputs(piece, input.getInputValueDefinitions()).forEach(described.inputs::putIfAbsent);
            }
            default -> {
                // a scalar has nothing inside
            }
        }
    }

    @SuppressWarnings("rawtypes") // the parser's own list is raw
    private void addOthers(DescribedType described, SchemaPiece piece, List<Type> others) {
        for (Type<?> other : others) {
            int line = piece.line(other.getSourceLocation());
            members.spend(1, line, 1);
            described.others.putIfAbsent(TypeNames.of(other), line);
        }
    }

    private void addFields(DescribedType described, SchemaPiece piece, List<FieldDefinition> fields) {
        for (FieldDefinition field : fields) {
            int line = piece.line(field.getSourceLocation());
            members.spend(1, line, 1);
            described.fields.putIfAbsent(
                    field.getName(),
                    new DescribedField(
                            written(field.getType()), inputs(piece, field.getInputValueDefinitions()), line));
        }
    }

    private Map<String, DescribedInput> inputs(SchemaPiece piece, List<InputValueDefinition> values) {
        if (values.isEmpty()) {
            return Map.of();
        }
        Map<String, DescribedInput> inputs = new LinkedHashMap<>();
        for (InputValueDefinition value : values) {
            int line = piece.line(value.getSourceLocation());
            members.spend(1, line, 1);
            Value<?> standsIn = value.getDefaultValue();
            inputs.putIfAbsent(
                    value.getName(),
                    new DescribedInput(
                            written(value.getType()),
                            standsIn == null ? null : AstPrinter.printAstCompact(standsIn),
                            line));
        }
        return inputs;
    }

    private static String written(Type<?> type) {
        return switch (type) {
            case NonNullType inner -> written(inner.getType()) + "!";
            case ListType list -> "[" + written(list.getType()) + "]";
            case TypeName name -> name.getName();
            default -> throw new IllegalArgumentException("no type: " + type);
        };
    }
}
