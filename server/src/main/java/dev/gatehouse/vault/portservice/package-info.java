/** The older port service, by which existing integrations connect accounts. */
@NullMarked
package dev.gatehouse.vault.portservice;

import org.jspecify.annotations.NullMarked;
