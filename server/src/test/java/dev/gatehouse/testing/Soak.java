package dev.gatehouse.testing;

/** Whether tests run at length, as {@code make soak} has them. */
public final class Soak {
    private Soak() {}

    /**
     * How often to do what is worth doing often.
     *
     * @param briefly in {@code make test}
     */
    public static int rounds(int briefly, int atLength) {
        return Boolean.getBoolean("gatehouse.soak") ? atLength : briefly;
    }
}
