package dev.gatehouse.bench.scenario;

import java.util.List;

/** Measures one or several rows of the table with servers of its own. */
public interface Scenario {
    /** The rows it can measure; {@link Bench#wants} says which of them are asked for. */
    List<String> names();

    /** How it measures, for the readers of the table. */
    String method();

    void run(Bench bench) throws Exception;
}
