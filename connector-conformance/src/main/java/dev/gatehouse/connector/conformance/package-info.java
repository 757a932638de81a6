/**
 * Every promise of the two interfaces of connectors, tested over HTTP against a running one, in whatever language it is
 * written: an author extends {@link dev.gatehouse.connector.conformance.FileStorageConformance} or {@link
 * dev.gatehouse.connector.conformance.MetadataConformance}.
 */
@NullMarked
package dev.gatehouse.connector.conformance;

import org.jspecify.annotations.NullMarked;
