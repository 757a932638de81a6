/**
 * Serves a local directory as a file storage; the example of the documentation. Each person has a folder of their own in
 * it, which nothing leads out of.
 */
@NullMarked
package dev.gatehouse.connectors.folder;

import org.jspecify.annotations.NullMarked;
