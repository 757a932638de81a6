/** Serves a local directory as a file storage; the example of the documentation. */
package dev.gatehouse.connectors.folder;
