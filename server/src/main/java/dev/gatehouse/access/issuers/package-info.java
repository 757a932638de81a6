/** Access tokens of other issuers: whose they are, what they may do here, and where their keys come from. */
package dev.gatehouse.access.issuers;
