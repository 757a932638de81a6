package dev.gatehouse.contract.graphql.schema;

import dev.gatehouse.decision.graphql.Access;
import dev.gatehouse.decision.graphql.RootRole;
import dev.gatehouse.decision.graphql.SchemaGraph;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.UnionTypeDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what types and their fields ask for and return, and the root fields. Not thread-safe: one per document. */
final class SchemaTypes {
    private final Map<String, RootRole> roots;
    private final AccessDirectives directives;
    private final TypeNames names = new TypeNames();
    private final RootFields rootFields = new RootFields();
    private final Map<String, Access> accesses = new HashMap<>();
    private final GraphBuilder graph = new GraphBuilder();

    SchemaTypes(Map<String, RootRole> roots, AccessDirectives directives) {
        this.roots = roots;
        this.directives = directives;
    }

    void add(SchemaPiece piece, TypeDefinition<?> type) {
        names.add(piece, type);
        if (type instanceof InputObjectTypeDefinition input) {
            misplaced(input);
            return;
        }
        addAccess(piece, type);
        graph.add(type);
        switch (type) {
            case ObjectTypeDefinition object -> {
                addImplemented(object.getName(), object.getImplements());
                addFields(piece, object.getName(), object.getFieldDefinitions());
            }
            case InterfaceTypeDefinition contract -> {
                addImplemented(contract.getName(), contract.getImplements());
                addFields(piece, contract.getName(), contract.getFieldDefinitions());
            }
            case UnionTypeDefinition union ->
                union.getMemberTypes().forEach(member -> graph.addMember(TypeNames.of(member), union.getName()));
            case EnumTypeDefinition values ->
                values.getEnumValueDefinitions().forEach(value -> directives.misplaced(value.getDirectives()));
            default -> {
                // a scalar has nothing inside
            }
        }
    }

    RootFields rootFields() {
        return rootFields;
    }

    Optional<Access> access(String type) {
        return Optional.ofNullable(accesses.get(type));
    }

    boolean isKnown(String type) {
        return names.isKnown(type);
    }

    /** All types, once the whole document is read. */
    SchemaGraph graph() {
        return graph.graph(roots, accesses);
    }

    private void misplaced(InputObjectTypeDefinition input) {
        directives.misplaced(input.getDirectives());
        input.getInputValueDefinitions().forEach(value -> directives.misplaced(value.getDirectives()));
    }

    private void addAccess(SchemaPiece piece, TypeDefinition<?> type) {
        Optional<Access> access = directives.of(piece, type.getDirectives());
        directives
                .both(
                        access(type.getName()),
                        access,
                        piece.line(type.getSourceLocation()),
                        piece.column(type.getSourceLocation()))
                .ifPresent(both -> accesses.put(type.getName(), both));
    }

    @SuppressWarnings("rawtypes") // the parser's own list is raw
    private void addImplemented(String type, List<Type> interfaces) {
        interfaces.forEach(implemented -> graph.addMember(type, TypeNames.of(implemented)));
    }

    private void addFields(SchemaPiece piece, String type, List<FieldDefinition> fields) {
        RootRole role = roots.get(type);
        for (FieldDefinition field : fields) {
            field.getInputValueDefinitions().forEach(argument -> directives.misplaced(argument.getDirectives()));
            Optional<Access> access = directives.of(piece, field.getDirectives());
            graph.addField(type, field, access);
            if (role != null) {
                rootFields.add(piece, role, type, field, access);
            }
        }
    }
}
