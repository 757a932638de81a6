package dev.gatehouse.contract;

import java.util.List;

/**
 * What callers notice within endpoints that two versions of a contract have. Immutable.
 *
 * @param breaks of messages, in the order of a document
 * @param needs what is asked for within endpoints, and was not
 * @param problem why the breaks are not known; empty where they are
 */
public record MessageDiff(List<MessageBreak> breaks, List<DeepNeed> needs, String problem) {
    public static final MessageDiff NONE = new MessageDiff(List.of(), List.of(), "");

    public MessageDiff {
        breaks = List.copyOf(breaks);
        needs = List.copyOf(needs);
    }

    /** Where nothing is asked for within endpoints. */
    public static MessageDiff of(List<MessageBreak> breaks) {
        return new MessageDiff(breaks, List.of(), "");
    }

    /** Where nobody knows. */
    public static MessageDiff unknown(String problem) {
        return new MessageDiff(List.of(), List.of(), problem);
    }
}
