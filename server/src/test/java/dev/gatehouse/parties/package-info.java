/** Real relying parties, resource servers and browsers that use the server as they come. */
package dev.gatehouse.parties;
