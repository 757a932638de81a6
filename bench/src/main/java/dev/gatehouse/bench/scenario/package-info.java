/** What is measured: one class per scenario, with servers of its own. */
@NullMarked
package dev.gatehouse.bench.scenario;

import org.jspecify.annotations.NullMarked;
