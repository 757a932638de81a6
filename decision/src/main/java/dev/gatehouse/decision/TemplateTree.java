package dev.gatehouse.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Path templates by segment. The time to find those that match depends on the path's length and on how many do match, not
 * on how many there are. Immutable once built.
 */
final class TemplateTree {
    private final Node root = new Node();

    TemplateTree(Collection<EndpointTemplate> templates) {
        templates.forEach(this::add);
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>(4);
        private final Map<String, List<MixedChild>> mixed = new HashMap<>(0);
        private int[] suffixLengths = {};
        private @Nullable Node parameter;
        private @Nullable Node rest;
        private final Map<String, List<EndpointTemplate>> byMethod = new HashMap<>(4);

        private Node child(SegmentTemplate segment) {
            return switch (segment.kind()) {
                case LITERAL -> literals.computeIfAbsent(segment.text(), text -> new Node());
                case PARAMETER -> parameter = parameter == null ? new Node() : parameter;
                case REST -> rest = rest == null ? new Node() : rest;
                case MIXED -> mixedChild(segment);
            };
        }

        private Node mixedChild(SegmentTemplate segment) {
            List<MixedChild> alike = mixed.computeIfAbsent(segment.suffix(), suffix -> new ArrayList<>());
            suffixLengths =
                    mixed.keySet().stream().mapToInt(String::length).distinct().toArray();
            for (MixedChild child : alike) {
                if (child.segment().pieces().equals(segment.pieces())) {
                    return child.node();
                }
            }
            MixedChild child = new MixedChild(segment, new Node());
            alike.add(child);
            return child.node();
        }
    }

    private record MixedChild(SegmentTemplate segment, Node node) {}

    private void add(EndpointTemplate template) {
        Node node = root;
        for (SegmentTemplate segment : template.path().segments()) {
            node = node.child(segment);
        }
        node.byMethod
                .computeIfAbsent(template.endpoint().method(), method -> new ArrayList<>(1))
                .add(template);
    }

    /** Gathers all templates that match the segments, with this method. */
    void match(List<String> segments, String method, Matches matches) {
        new Search(segments, method, matches).match(root, 0, false);
    }

    /** One lookup. @param matches gets what is found */
    private record Search(List<String> segments, String method, Matches matches) {
        /** @param carelessly whether a parameter on the way here took nothing, as it does for some servers only */
        void match(Node node, int position, boolean carelessly) {
            if (!matches.mayGoOn()) {
                return;
            }
            if (position == segments.size()) {
                gather(node, carelessly);
                gatherRest(node, true);
                return;
            }
            String segment = segments.get(position);
            Node literal = node.literals.get(segment);
            if (literal != null) {
                match(literal, position + 1, carelessly);
            }
            boolean nothing = segment.isEmpty();
            for (int length : node.suffixLengths) {
                matchMixed(node, length, position, carelessly);
            }
            if (node.parameter != null) {
                match(node.parameter, position + 1, carelessly || nothing);
            }
            gatherRest(node, carelessly || nothing);
        }

        private void matchMixed(Node node, int suffixLength, int position, boolean carelessly) {
            String segment = segments.get(position);
            if (segment.length() < suffixLength) {
                return;
            }
            List<MixedChild> children =
                    node.mixed.getOrDefault(segment.substring(segment.length() - suffixLength), List.of());
            for (MixedChild child : children) {
                if (matches.mayGoOn() && child.segment().matchesCarelessly(segment)) {
                    boolean exactly = child.segment().matches(segment);
                    match(child.node(), position + 1, carelessly || !exactly);
                }
            }
        }

        private void gatherRest(Node node, boolean carelessly) {
            if (node.rest != null) {
                gather(node.rest, carelessly);
            }
        }

        /** HEAD is GET without the content (RFC 9110 section 9.3.2), where nothing else is said of it. */
        private void gather(Node node, boolean carelessly) {
            List<EndpointTemplate> templates = node.byMethod.get(method);
            if (templates == null && method.equals("HEAD")) {
                templates = node.byMethod.get("GET");
            }
            if (templates != null) {
                for (int i = 0; i < templates.size(); i++) {
                    matches.add(templates.get(i), carelessly);
                }
            }
        }
    }
}
