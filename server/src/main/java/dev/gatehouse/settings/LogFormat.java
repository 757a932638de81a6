package dev.gatehouse.settings;

/** How a log line is written: for a person, or as one JSON object a line for a log collector. */
public enum LogFormat {
    TEXT,
    JSON
}
