package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.MessageBreak;
import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Unreadable;
import dev.gatehouse.contract.schema.Direction;
import dev.gatehouse.contract.schema.SchemaBreak;
import dev.gatehouse.contract.schema.SchemaComparison;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what callers notice of the messages of operations that two versions of a document have. Not thread-safe. */
final class MessageComparison {
    private static final int MAX_BREAKS = 10_000;

    private final DescribedMessages old;
    private final DescribedMessages now;
    private final Budget budget = SchemaComparison.budget();
    private final Set<MessageBreak> breaks = new LinkedHashSet<>();

    MessageComparison(DescribedMessages old, DescribedMessages now) {
        this.old = old;
        this.now = now;
    }

    List<MessageBreak> breaks() {
        now.operations().forEach((meant, after) -> {
            FoundOperation before = old.operations().get(meant);
            if (before != null && breaks.size() < MAX_BREAKS) {
                compareParameters(before, after);
                compareRequestBodies(before, after);
                compareResponses(before, after);
            }
        });
        return List.copyOf(breaks);
    }

    private void compareParameters(FoundOperation before, FoundOperation after) {
        Map<String, Node.Mapping> from = old.parameters(before);
        now.parameters(after).forEach((key, parameter) -> {
            Node.Mapping earlier = from.get(key);
            String in = key.substring(0, key.indexOf(' '));
            String what = "parameter %s (%s)".formatted(Unreadable.quote(key.substring(in.length() + 1)), in);
            if (in.equals("body")) {
                return;
            }
            boolean wasRequired = earlier != null && DescribedMessages.isTrue(earlier, "required");
            if (DescribedMessages.isTrue(parameter, "required") && !wasRequired && !in.equals("path")) {
                int oldLine = earlier == null ? line(before) : earlier.line();
                add(after, "request", new SchemaBreak(what + " is required now", oldLine, parameter.line()));
            }
            if (earlier != null) {
                compare(after, "request", Direction.REQUEST, old.schema(earlier), now.schema(parameter), what);
            }
        });
    }

    private void compareRequestBodies(FoundOperation before, FoundOperation after) {
        Optional<Node.Mapping> from = old.requestBody(before);
        Optional<Node.Mapping> to = now.requestBody(after);
        to.filter(body -> DescribedMessages.isTrue(body, "required"))
                .filter(body -> from.filter(earlier -> DescribedMessages.isTrue(earlier, "required"))
                        .isEmpty())
                .ifPresent(body -> add(
                        after,
                        "request",
                        new SchemaBreak(
                                "the body is required now",
                                from.map(Node.Mapping::line).orElse(line(before)),
                                body.line())));
        if (from.isPresent() && to.isPresent()) {
            compareBodies(after, "request", Direction.REQUEST, from.get(), to.get());
        }
    }

    private void compareResponses(FoundOperation before, FoundOperation after) {
        Map<String, Node.Mapping> to = now.responses(after);
        if (to.isEmpty()) {
            return;
        }
        old.responses(before).forEach((status, answer) -> {
            Node.Mapping later = to.get(status);
            if (later != null) {
                compareBodies(after, "response " + status, Direction.RESPONSE, answer, later);
            } else if (!isCovered(status, to)) {
                add(after, "response " + status, new SchemaBreak("it is gone", answer.line(), line(after)));
            }
        });
    }

    /** Whether a class of statuses, or the rest of them, still holds it. */
    private static boolean isCovered(String status, Map<String, Node.Mapping> statuses) {
        return statuses.containsKey(status.charAt(0) + "XX") || statuses.containsKey("default");
    }

    private void compareBodies(
            FoundOperation after, String message, Direction direction, Node.Mapping before, Node.Mapping later) {
        Map<String, Node> to = now.schemas(later);
        old.schemas(before).forEach((type, schema) -> {
            Node changed = to.get(type);
            if (changed != null) {
                compare(after, message, direction, schema, changed, "");
            } else if (!to.isEmpty() && !type.isEmpty()) {
                add(
                        after,
                        message,
                        new SchemaBreak(
                                "media type %s is gone".formatted(Unreadable.quote(type)),
                                schema.line(),
                                later.line()));
            }
        });
    }

    private void compare(
            FoundOperation after, String message, Direction direction, Node before, Node later, String what) {
        SchemaComparison comparison = new SchemaComparison(direction, old.references(), now.references(), budget);
        comparison.compare(before, later, what);
        comparison.breaks().forEach(change -> add(after, message, change));
    }

    private void add(FoundOperation operation, String message, SchemaBreak change) {
        breaks.add(MessageBreak.of(operation.endpoint(), message, change));
    }

    private static int line(FoundOperation operation) {
        Member member = operation.member();
        return member.line();
    }
}
