package dev.gatehouse.connectors.webdav.files;

/** What is at a path. */
public enum Kind {
    NOTHING,
    FILE,
    FOLDER
}
