package dev.gatehouse.bench;

import java.util.function.DoublePredicate;

/** What a figure or a ratio should be. */
record Target(String text, DoublePredicate reached) {
    /** Measured to be known; nothing is promised. */
    static final Target NONE = new Target("—", null);

    static Target atLeast(double ratio) {
        return new Target("≥ " + ratio, value -> value >= ratio);
    }

    static Target atMost(double ratio) {
        return new Target("≤ " + ratio, value -> value <= ratio);
    }

    /** @param unit how the limit is written */
    static Target below(double limit, Unit unit) {
        return new Target("< " + unit.text(limit), value -> value < limit);
    }

    /** @param unit how the limit is written */
    static Target atLeast(double limit, Unit unit) {
        return new Target("≥ " + unit.text(limit), value -> value >= limit);
    }

    String judge(double value) {
        if (reached == null) {
            return text;
        }
        return text + (reached.test(value) ? ", reached" : ", **missed**");
    }
}
