/** The command line: what {@code gatehouse} takes, prints and exits with. Knows settings, but no feature. */
@NullMarked
package dev.gatehouse.cli;

import org.jspecify.annotations.NullMarked;
