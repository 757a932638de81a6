/** Who changed what, and when. Rows are written in the transaction of the change itself. */
package dev.gatehouse.audit;
