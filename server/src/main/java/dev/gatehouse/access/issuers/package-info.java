/** Access tokens of other issuers: whose they are, what they may do here, and where their keys come from. */
@NullMarked
package dev.gatehouse.access.issuers;

import org.jspecify.annotations.NullMarked;
