/**
 * A research data repository that follows the REST APIs which Zenodo and InvenioRDM publish, with drafts, buckets,
 * checksums, validation, publishing and OAuth 2. Its memory ends with it; made for tests and for the demo.
 */
@NullMarked
package dev.gatehouse.repository;

import org.jspecify.annotations.NullMarked;
