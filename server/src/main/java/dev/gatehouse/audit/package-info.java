/** Who changed what, and when. Rows are written in the transaction of the change itself. */
@NullMarked
package dev.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
