package dev.gatehouse.config;

/** Which requests leave a line in the log. */
public enum AccessLog {
    OFF,
    /** Those that may change something: every method but GET, HEAD and OPTIONS, and every failure of ours (5xx). */
    CHANGES,
    ALL
}
