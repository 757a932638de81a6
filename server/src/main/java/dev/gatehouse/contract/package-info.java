/**
 * Contracts of services: documents (OpenAPI 2.0, 3.0 and 3.1; more formats plug in as
 * {@link dev.gatehouse.contract.FormatReader}s) → endpoints and the scopes they need, and the difference between two
 * versions. Nothing is fetched and nothing is stored here.
 */
package dev.gatehouse.contract;
