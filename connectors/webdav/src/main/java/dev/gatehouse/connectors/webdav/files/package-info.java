/** Files and folders at a WebDAV server (RFC 4918), as requests and their multi-status answers. */
@NullMarked
package dev.gatehouse.connectors.webdav.files;

import org.jspecify.annotations.NullMarked;
