/** Benchmarks of single methods with JMH; run by hand with {@code make bench-micro}. */
package dev.gatehouse.bench.micro;
