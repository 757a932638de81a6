package dev.gatehouse.connector.binding;

import dev.gatehouse.api.SchemaViolations;
import dev.gatehouse.connector.http.OperationRoute;
import dev.gatehouse.connector.tokens.Accounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A document and what its operations do. Requests are routed as the document says and checked against it: parameters,
 * media types and the members of bodies. A query parameter of the name of a member of the body stands in for it. What is
 * wrong with a request is answered all at once and never reaches a handler.
 *
 * <p>Not thread-safe while it is put together.
 */
public final class OpenApiBinding {
    private final OpenApiDocument document;
    private final Map<String, DocumentOperation> operations = new LinkedHashMap<>();
    private final Map<String, OperationHandler> handlers = new TreeMap<>();

    private OpenApiBinding(OpenApiDocument document) {
        this.document = document;
        for (DocumentOperation operation : OperationReader.of(document)) {
            if (operations.put(operation.id(), operation) != null) {
                throw new IllegalArgumentException(document.name() + " has more than one operation " + operation.id());
            }
        }
    }

    /** @throws IllegalArgumentException for a document that cannot be served, saying why */
    public static OpenApiBinding of(OpenApiDocument document) {
        return new OpenApiBinding(document);
    }

    /**
     * Says what an operation does.
     *
     * @throws IllegalArgumentException when the document has no such operation, or it has a handler already
     */
    public OpenApiBinding operation(String operationId, OperationHandler handler) {
        if (!operations.containsKey(operationId)) {
            throw new IllegalArgumentException(document.name() + " has no operation " + operationId + "; it has "
                    + String.join(", ", new TreeSet<>(operations.keySet())));
        }
        if (handlers.put(operationId, handler) != null) {
            throw new IllegalArgumentException("operation " + operationId + " has two handlers");
        }
        return this;
    }

    public OpenApiDocument document() {
        return document;
    }

    /** @throws IllegalStateException naming the operations that have no handler */
    public void check() {
        TreeSet<String> unbound = new TreeSet<>(operations.keySet());
        unbound.removeAll(handlers.keySet());
        if (!unbound.isEmpty()) {
            throw new IllegalStateException(
                    "Nothing handles these operations of " + document.name() + ": " + String.join(", ", unbound));
        }
    }

    /** The routes of all operations. */
    public List<OperationRoute> routes(Accounts accounts) {
        check();
        SchemaViolations violations = new SchemaViolations(document.tree(), new ArgumentWords());
        return operations.values().stream()
                .map(operation -> route(operation, new ArgumentReader(operation, violations), accounts))
                .toList();
    }

    private OperationRoute route(DocumentOperation operation, ArgumentReader arguments, Accounts accounts) {
        OperationHandler handler = Objects.requireNonNull(handlers.get(operation.id()));
        return new OperationRoute(
                operation.method(),
                operation.path(),
                operation.id(),
                call -> handler.handle(new OperationCall(arguments.read(call), accounts)));
    }
}
