/** Who calls which endpoint how often: counted in memory as decisions are made, and kept by the day. */
@NullMarked
package dev.gatehouse.usage;

import org.jspecify.annotations.NullMarked;
