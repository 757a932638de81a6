package dev.gatehouse.usage;

/** How often calls passed, and how often they were refused or would have been. Immutable. */
record UsageCount(long calls, long refused) {
    static final UsageCount PASSED = new UsageCount(1, 0);
    static final UsageCount REFUSED = new UsageCount(0, 1);

    UsageCount plus(UsageCount other) {
        return new UsageCount(calls + other.calls, refused + other.refused);
    }
}
