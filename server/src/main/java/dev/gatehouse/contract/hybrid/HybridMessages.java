package dev.gatehouse.contract.hybrid;

import dev.gatehouse.contract.ContractDocument;
import dev.gatehouse.contract.MessageBreak;
import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.References;
import dev.gatehouse.contract.schema.Direction;
import dev.gatehouse.contract.schema.SchemaComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The messages of a specification's actions, by their endpoints. */
record HybridMessages(References references, Map<String, Node.Mapping> actions) {
    static HybridMessages of(ContractDocument document) {
        Node.Mapping root = document.messages();
        References references = new References(root, () -> root);
        Actions actions = new Actions(references, new Notes());
        HybridReader.addAll(actions, root);
        return new HybridMessages(references, actions.contents());
    }

    /** What callers notice of those that both have. */
    static List<MessageBreak> breaks(HybridMessages old, HybridMessages now) {
        List<MessageBreak> breaks = new ArrayList<>();
        Budget budget = SchemaComparison.budget();
        now.actions().forEach((endpoint, action) -> {
            Node.Mapping before = old.actions().get(endpoint);
            if (before != null) {
                for (Direction direction : Direction.values()) {
                    SchemaComparison comparison =
                            new SchemaComparison(direction, old.references(), now.references(), budget);
                    old.schema(before, direction)
                            .ifPresent(from ->
                                    now.schema(action, direction).ifPresent(to -> comparison.compare(from, to, "")));
                    String message = direction == Direction.REQUEST ? "request" : "response";
                    comparison.breaks().forEach(change -> breaks.add(MessageBreak.of(endpoint, message, change)));
                }
            }
        });
        return breaks;
    }

    /** In the older form a request's schema stands beside the scope. */
    private Optional<Node> schema(Node.Mapping action, Direction direction) {
        if (direction == Direction.REQUEST && action.member("schema").isPresent()) {
            return action.member("schema").map(Member::value);
        }
        return action.member(direction == Direction.REQUEST ? "request" : "response")
                .map(member -> references.chainEnd(member.value()))
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast)
                .flatMap(message -> message.member("schema"))
                .map(Member::value);
    }
}
