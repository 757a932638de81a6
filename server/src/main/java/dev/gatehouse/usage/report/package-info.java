/** What is told of who calls what, to those who own it, and what guards report. */
@NullMarked
package dev.gatehouse.usage.report;

import org.jspecify.annotations.NullMarked;
