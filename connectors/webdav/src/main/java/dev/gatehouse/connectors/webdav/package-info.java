/** Serves the files of ownCloud, Nextcloud and any other WebDAV server. */
package dev.gatehouse.connectors.webdav;
