/** What operators and readers ask a connector: whether it is well, what it measures, what its API is. */
@NullMarked
package dev.gatehouse.connector.operations;

import org.jspecify.annotations.NullMarked;
