package dev.gatehouse.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Measures a figure and its reference turn by turn, so that whatever else the machine does meets both. */
public final class Rounds {
    public static final int COUNT = 5;

    private Rounds() {}

    /** Measures once; told the number of the round, which starts at 1. */
    @FunctionalInterface
    public interface Measurement {
        double take(int round) throws Exception;
    }

    /** Both series; the ratio of a round is figure over reference. */
    public record Outcome(Series figure, Series reference) {
        Series ratios() {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < figure.values().size(); i++) {
                ratios.add(figure.values().get(i) / reference.values().get(i));
            }
            return new Series(ratios);
        }
    }

    /** Who goes first changes with every round. */
    public static Outcome alternate(Measurement figure, Measurement reference) throws Exception {
        List<Double> figures = new ArrayList<>();
        List<Double> references = new ArrayList<>();
        for (int round = 1; round <= COUNT; round++) {
            if (round % 2 == 0) {
                references.add(reference.take(round));
                figures.add(figure.take(round));
            } else {
                figures.add(figure.take(round));
                references.add(reference.take(round));
            }
        }
        return new Outcome(new Series(figures), new Series(references));
    }

    public static Series repeat(int times, Measurement figure) throws Exception {
        List<Double> figures = new ArrayList<>();
        for (int round = 1; round <= times; round++) {
            figures.add(figure.take(round));
        }
        return new Series(figures);
    }
}
