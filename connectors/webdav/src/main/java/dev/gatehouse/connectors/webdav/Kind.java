package dev.gatehouse.connectors.webdav;

/** What is at a path. */
enum Kind {
    NOTHING,
    FILE,
    FOLDER
}
