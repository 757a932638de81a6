package dev.gatehouse.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what somebody probably meant to write. */
public final class NearestName {
    private NearestName() {}

    /**
     * The candidate that needs the fewest insertions, removals, replacements and swaps of neighbours to become the
     * given name; the first in the alphabet where several do. Case, {@code -} and {@code _} do not count.
     */
    public static String to(String name, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.<String>comparingInt(candidate -> distance(plain(name), plain(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ .]", "");
    }

    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int row = 0; row <= from.length(); row++) {
            for (int column = 0; column <= to.length(); column++) {
                steps[row][column] = step(steps, from, to, row, column);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int step(int[][] steps, String from, String to, int row, int column) {
        if (row == 0 || column == 0) {
            return row + column;
        }
        int replaced = steps[row - 1][column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
        int moved = Math.min(steps[row - 1][column], steps[row][column - 1]) + 1;
        boolean swapped = row > 1
                && column > 1
                && from.charAt(row - 1) == to.charAt(column - 2)
                && from.charAt(row - 2) == to.charAt(column - 1);
        int swap = swapped ? steps[row - 2][column - 2] + 1 : Integer.MAX_VALUE;
        return Math.min(Math.min(replaced, moved), swap);
    }
}
