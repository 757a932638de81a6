/** Connect links: applications make them, so that their own people connect accounts without an account here. */
package dev.gatehouse.vault.connect.link;
