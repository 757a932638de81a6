/**
 * Which server the database's connections lead to, whether it takes writes, what is wrong where it does not, and what time
 * it is there. Knows no SQL of any feature.
 */
@NullMarked
package dev.gatehouse.store.server;

import org.jspecify.annotations.NullMarked;
