package dev.gatehouse.connectors.webdav.settings;

/** How it is seen to that a cut upload leaves nothing under the path. */
public enum UploadMethod {
    /** Sent under another name beside the path, and renamed when it is complete; for servers nothing is known of. */
    RENAME,
    /** Sent to the path, for servers that show an upload when it is complete, such as Apache, ownCloud and Nextcloud. */
    DIRECT
}
