package dev.gatehouse.bench.report;

import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a figure or a ratio should be.
 *
 * @param reached null where nothing is promised
 */
public record Target(String text, @Nullable DoublePredicate reached) {
    /** Measured to be known; nothing is promised. */
    public static final Target NONE = new Target("—", null);

    public static Target atLeast(double ratio) {
        return new Target("≥ " + ratio, value -> value >= ratio);
    }

    public static Target atMost(double ratio) {
        return new Target("≤ " + ratio, value -> value <= ratio);
    }

    /** @param unit how the limit is written */
    public static Target below(double limit, Unit unit) {
        return new Target("< " + unit.text(limit), value -> value < limit);
    }

    /** @param unit how the limit is written */
    public static Target atLeast(double limit, Unit unit) {
        return new Target("≥ " + unit.text(limit), value -> value >= limit);
    }

    String judge(double value) {
        if (reached == null) {
            return text;
        }
        return text + (reached.test(value) ? ", reached" : ", **missed**");
    }
}
