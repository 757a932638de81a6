package dev.gatehouse.http;

/** Which requests the access log names. */
public enum AccessLogMode {
    /** None. */
    OFF,
    /** Those that change something, fail, or take longer than a second. */
    CHANGES,
    /** Every one. */
    ALL
}
