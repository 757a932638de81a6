/** The command line: what {@code gatehouse} takes, prints and exits with. Knows settings, but no feature. */
package dev.gatehouse.cli;
