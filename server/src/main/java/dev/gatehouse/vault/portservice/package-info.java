/** The older port service, by which existing integrations connect accounts. */
package dev.gatehouse.vault.portservice;
