package dev.gatehouse.client.usage;

import java.util.List;

/**
 * What became of a report.
 *
 * @param counted how many rows were added
 * @param unknown endpoints that the service does not have now, whose rows were left out
 */
public record UsageTaken(int counted, List<String> unknown) {
    public UsageTaken {
        unknown = List.copyOf(unknown);
    }
}
