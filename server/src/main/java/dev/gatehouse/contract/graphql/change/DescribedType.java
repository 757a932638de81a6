package dev.gatehouse.contract.graphql.change;

import graphql.language.EnumTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeDefinition;
import graphql.language.UnionTypeDefinition;
import java.util.LinkedHashMap;
import java.util.Map;

/** A type with all its extensions, in the making. Not thread-safe. */
final class DescribedType {
    final String name;
    final String kind;
    final int line;

    /** Of an object or an interface. */
    final Map<String, DescribedField> fields = new LinkedHashMap<>();

    /** Of an input type. */
    final Map<String, DescribedInput> inputs = new LinkedHashMap<>();

    /** Of an enum, with their lines. */
    final Map<String, Integer> values = new LinkedHashMap<>();

    /** What a union is made of, or what an object or interface implements, with the lines. */
    final Map<String, Integer> others = new LinkedHashMap<>();

    /** Whether a value of the input type has one member alone. */
    boolean oneOf;

    DescribedType(String name, String kind, int line) {
        this.name = name;
        this.kind = kind;
        this.line = line;
    }

    /** What type it is, in words. */
    static String kind(TypeDefinition<?> type) {
        return switch (type) {
            case ObjectTypeDefinition object -> "an object";
            case InterfaceTypeDefinition contract -> "an interface";
            case UnionTypeDefinition union -> "a union";
            case EnumTypeDefinition values -> "an enum";
            case InputObjectTypeDefinition input -> "an input type";
            default -> "a scalar";
        };
    }
}
