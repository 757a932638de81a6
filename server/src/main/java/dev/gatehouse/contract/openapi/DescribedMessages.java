package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.ContractDocument;
import dev.gatehouse.contract.HttpEndpoint;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.References;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The messages that a document describes, in the same way whatever its version.
 *
 * @param operations by what they are to a request, so without the names of path parameters
 */
record DescribedMessages(References references, Map<HttpEndpoint, FoundOperation> operations) {
    static DescribedMessages of(ContractDocument document, OpenApiDialect dialect) {
        Node.Mapping root = document.messages();
        References references = new References(root, () -> root, OwnUri.of(root, dialect)::inside);
        Map<HttpEndpoint, FoundOperation> operations = new LinkedHashMap<>();
        for (FoundOperation found : OpenApiReader.find(root, dialect, references, new Notes())) {
            HttpEndpoint.of(found.endpoint()).ifPresent(meant -> operations.putIfAbsent(meant, found));
        }
        return new DescribedMessages(references, operations);
    }

    /** The parameters by where they stand and their names, those of the operation before those of its path. */
    Map<String, Node.Mapping> parameters(FoundOperation found) {
        Map<String, Node.Mapping> parameters = new LinkedHashMap<>();
        found.operation().member("parameters").ifPresent(list -> addAll(list, parameters));
        found.item().member("parameters").ifPresent(list -> addAll(list, parameters));
        return parameters;
    }

    private void addAll(Member list, Map<String, Node.Mapping> parameters) {
        for (Node item : references.sequence(list).items()) {
            if (references.chainEnd(item) instanceof Node.Mapping parameter) {
                text(parameter, "in")
                        .ifPresent(in -> text(parameter, "name")
                                .ifPresent(name -> parameters.putIfAbsent(in + " " + name, parameter)));
            }
        }
    }

    static Optional<String> text(Node.Mapping owner, String name) {
        return owner.member(name)
                .filter(member -> member.value() instanceof Node.Scalar)
                .map(Member::text);
    }

    static boolean isTrue(Node.Mapping owner, String name) {
        return text(owner, name).filter("true"::equals).isPresent();
    }

    /** The body of requests; in OpenAPI 2.0 the parameter that is one. */
    Optional<Node.Mapping> requestBody(FoundOperation found) {
        return object(found.operation(), "requestBody")
                .or(() -> parameters(found).entrySet().stream()
                        .filter(parameter -> parameter.getKey().startsWith("body "))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    Optional<Node.Mapping> object(Node.Mapping owner, String name) {
        return owner.member(name)
                .map(member -> references.chainEnd(member.value()))
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast);
    }

    /** Its answers by their status. */
    Map<String, Node.Mapping> responses(FoundOperation found) {
        Map<String, Node.Mapping> responses = new LinkedHashMap<>();
        object(found.operation(), "responses")
                .ifPresent(all -> all.members().keySet().stream()
                        .filter(status -> status.matches("[1-5](?:\\d\\d|XX)|default"))
                        .forEach(status -> object(all, status).ifPresent(answer -> responses.put(status, answer))));
        return responses;
    }

    /** The schemas of a body by their media types; of OpenAPI 2.0, where they have none, under the empty name. */
    Map<String, Node> schemas(Node.Mapping body) {
        Map<String, Node> schemas = new LinkedHashMap<>();
        body.member("schema").ifPresent(schema -> schemas.put("", schema.value()));
        object(body, "content")
                .ifPresent(content -> content.members()
                        .keySet()
                        .forEach(type -> object(content, type)
                                .ifPresent(media -> schemas.put(
                                        type,
                                        media.member("schema")
                                                .map(Member::value)
                                                .orElse(media)))));
        return schemas;
    }

    /** The schema of a parameter; in OpenAPI 2.0 the parameter itself. */
    Node schema(Node.Mapping parameter) {
        return parameter
                .member("schema")
                .map(Member::value)
                .or(() -> schemas(parameter).values().stream().findFirst())
                .orElse(parameter);
    }
}
