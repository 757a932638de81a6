/** HTTP to one WebDAV server: connections, requests, bodies that pass through, deadlines. */
@NullMarked
package dev.gatehouse.connectors.webdav.http;

import org.jspecify.annotations.NullMarked;
