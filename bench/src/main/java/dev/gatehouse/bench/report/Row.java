package dev.gatehouse.bench.report;

import java.util.Locale;

/** One line of the table, as text. */
public record Row(String scenario, String figure, String reference, String ratio, String target, String spread) {
    public static final String HEADER = """
            | scenario | figure | reference | ratio | target | spread |
            |---|---|---|---|---|---|
            """;

    /** A figure beside its reference: medians, and the range of the ratios of single rounds. */
    public static Row compared(
            String scenario, Rounds.Outcome outcome, Unit unit, String referenceName, Target target) {
        Series ratios = outcome.ratios();
        return new Row(
                scenario,
                unit.text(outcome.figure().median()),
                unit.text(outcome.reference().median()) + " " + referenceName,
                ratio(ratios.median()),
                target.judge(ratios.median()),
                ratio(ratios.least()) + " – " + ratio(ratios.most()));
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** A figure that stands for itself. */
    public static Row single(String scenario, Series series, Unit unit, Target target) {
        return new Row(
                scenario,
                unit.text(series.median()),
                "—",
                "—",
                target.judge(series.median()),
                unit.text(series.least()) + " – " + unit.text(series.most()));
    }

    /** The same with something else to be read beside the figure. */
    public Row withReference(String beside) {
        return new Row(scenario, figure, beside, ratio, target, spread);
    }

    public static Row failed(String scenario, Throwable failure) {
        String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return new Row(scenario, "failed", reason.replace('|', '/'), "—", "—", "—");
    }

    public String markdown() {
        return "| " + String.join(" | ", scenario, figure, reference, ratio, target, spread) + " |";
    }
}
