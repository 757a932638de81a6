/** Benchmarks of single methods with JMH; run by hand with {@code make bench-micro}. */
@NullMarked
package dev.gatehouse.bench.micro;

import org.jspecify.annotations.NullMarked;
