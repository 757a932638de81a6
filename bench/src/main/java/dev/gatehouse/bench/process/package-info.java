/** Servers in processes of their own, and the folder and the programs of a run. */
@NullMarked
package dev.gatehouse.bench.process;

import org.jspecify.annotations.NullMarked;
