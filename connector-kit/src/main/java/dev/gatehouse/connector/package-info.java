/**
 * What an author of a connector implements and starts: {@link dev.gatehouse.connector.FileStorage}, {@link
 * dev.gatehouse.connector.Metadata} and {@link dev.gatehouse.connector.Connector}.
 */
@NullMarked
package dev.gatehouse.connector;

import org.jspecify.annotations.NullMarked;
