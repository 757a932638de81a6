/** Serves the files of ownCloud, Nextcloud and any other WebDAV server. */
@NullMarked
package dev.gatehouse.connectors.webdav;

import org.jspecify.annotations.NullMarked;
