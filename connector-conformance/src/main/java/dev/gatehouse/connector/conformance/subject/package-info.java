/** The tested connector as its author tells of it, and how much is asked of it. */
@NullMarked
package dev.gatehouse.connector.conformance.subject;

import org.jspecify.annotations.NullMarked;
