/** What an operator sets, and the server that it describes. */
@NullMarked
package dev.gatehouse.connectors.webdav.settings;

import org.jspecify.annotations.NullMarked;
