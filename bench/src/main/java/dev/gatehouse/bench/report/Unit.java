package dev.gatehouse.bench.report;

import java.util.Locale;

/** How figures are written. */
public enum Unit {
    PER_SECOND("%,.0f/s"),
    MICROSECONDS("%,.1f µs"),
    MILLISECONDS("%,.2f ms"),
    SECONDS("%,.2f s"),
    MEBIBYTES("%,.0f MiB"),
    MEBIBYTES_PER_SECOND("%,.0f MiB/s");

    private final String format;

    Unit(String format) {
        this.format = format;
    }

    public String text(double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
