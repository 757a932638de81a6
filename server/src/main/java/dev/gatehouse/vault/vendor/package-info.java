/**
 * What third parties' token endpoints are asked and what their answers mean, quirks included. Knows no database. Nothing
 * here shows a secret in its text form, and no reason given repeats what a vendor wrote freely.
 */
@NullMarked
package dev.gatehouse.vault.vendor;

import org.jspecify.annotations.NullMarked;
