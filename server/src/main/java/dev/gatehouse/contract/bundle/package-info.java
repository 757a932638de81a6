/**
 * Documents that consist of several files, sent as an archive or as a form, as one: files that references lead to become
 * members of it. Nothing is fetched, and nothing is written anywhere.
 */
@NullMarked
package dev.gatehouse.contract.bundle;

import org.jspecify.annotations.NullMarked;
