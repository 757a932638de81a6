package dev.gatehouse.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    @Test
    void figureAndReferenceTakeTurnsInGoingFirst() throws Exception {
        List<String> order = new ArrayList<>();

        Rounds.Outcome outcome = Rounds.alternate(
                round -> {
                    order.add("f" + round);
                    return round;
                },
                round -> {
                    order.add("r" + round);
                    return 2.0 * round;
                });

        assertThat(order).containsExactly("f1", "r1", "r2", "f2", "f3", "r3", "r4", "f4", "f5", "r5");
        assertThat(outcome.ratios().values()).containsOnly(0.5);
    }
}
