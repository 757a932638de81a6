package dev.gatehouse.bench.data;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A GraphQL schema of our own invention, of the size and shape of that of a large code host: objects with connections and
 * edges, a node interface that most implement, unions, enums, mutations with inputs and payloads, descriptions everywhere;
 * one field in a hundred and one type in fifty ask for scopes. The same number always gives the same text.
 *
 * @param objects what has connections and edges of its own; 330 make 1.2 MB
 */
public record SampleSchema(int objects) {
    private static final String[] SCALARS = {"String", "Int!", "Boolean!", "DateTime!", "URI", "ID!", "HTML"};

    public byte[] bytes() {
        StringBuilder schema = new StringBuilder();
        Random random = new Random(objects);
        roots(schema);
        schema.append("scalar DateTime\nscalar URI\nscalar HTML\n");
        described(schema, 0).append("interface Node { id: ID! }\n");
        described(schema, 0).append("interface Actor { login: String! avatarUrl(size: Int): URI }\n");
        described(schema, 0).append("type PageInfo { endCursor: String hasNextPage: Boolean! }\n");
        for (int i = 0; i < objects; i++) {
            object(schema, i, random);
            connection(schema, i);
            mutation(schema, i);
            choices(schema, i);
        }
        return schema.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void roots(StringBuilder schema) {
        schema.append("type Query {\n  relay: Query!\n  node(id: ID!): Node\n  viewer: Thing0!\n");
        for (int i = 0; i < 30; i++) {
            schema.append(
                    "  thing%d(id: ID!): Thing%d @requiresScopes(scopes: [[\"thing%d.r\"]])\n".formatted(i, i, i));
        }
        schema.append("}\ntype Mutation {\n");
        for (int i = 0; i < objects; i++) {
            described(schema, 2)
                    .append("  updateThing%d(input: UpdateThing%dInput!): UpdateThing%dPayload".formatted(i, i, i))
                    .append(" @requiresScopes(scopes: [[\"thing%d.w\"]])\n".formatted(i));
        }
        schema.append("}\n");
    }

    private void object(StringBuilder schema, int number, Random random) {
        String guarded = number % 50 == 49 ? " @requiresScopes(scopes: [[\"thing%d.read\"]])".formatted(number) : "";
        String also = number % 10 == 0 ? " & Actor" : "";
        described(schema, 0).append("type Thing%d implements Node%s%s {\n  id: ID!\n".formatted(number, also, guarded));
        if (!also.isEmpty()) {
            schema.append("  login: String!\n  avatarUrl(size: Int): URI\n");
        }
        for (int i = 0; i < 16; i++) {
            described(schema, 2);
            String scopes = random.nextInt(100) == 0 ? " @requiresScopes(scopes: [[\"field%d\"]])".formatted(i) : "";
            boolean plain = i % 2 == 0;
            int other = random.nextInt(objects);
            schema.append(
                    plain
                            ? "  field%d: %s%s\n".formatted(i, SCALARS[random.nextInt(SCALARS.length)], scopes)
                            : "  things%d(first: Int, after: String, orderBy: Order%d): Thing%dConnection!%s\n"
                                    .formatted(i, other, other, scopes));
        }
        schema.append("}\n");
    }

    private static void connection(StringBuilder schema, int number) {
        described(schema, 0)
                .append(
                        "type Thing%1$dConnection { edges: [Thing%1$dEdge] nodes: [Thing%1$d] pageInfo: PageInfo! totalCount: Int! }\n"
                                .formatted(number));
        described(schema, 0).append("type Thing%1$dEdge { cursor: String! node: Thing%1$d }\n".formatted(number));
    }

    private static void mutation(StringBuilder schema, int number) {
        described(schema, 0)
                .append("input UpdateThing%dInput { clientMutationId: String id: ID! title: String body: String }\n"
                        .formatted(number));
        described(schema, 0)
                .append("type UpdateThing%1$dPayload { clientMutationId: String thing: Thing%1$d }\n"
                        .formatted(number));
    }

    private void choices(StringBuilder schema, int number) {
        described(schema, 0).append("enum Order%d { CREATED_AT UPDATED_AT NAME }\n".formatted(number));
        if (number % 5 == 0) {
            described(schema, 0)
                    .append("union Found%d = Thing%d | Thing%d\n".formatted(number, number, (number + 1) % objects));
        }
    }

    private static StringBuilder described(StringBuilder schema, int indent) {
        return schema.append(" ".repeat(indent))
                .append(
                        "\"\"\"What this is for, told in a sentence or two as most public schemas do, and when it is null.\"\"\"\n");
    }
}
