/** The promises, each an interface with one test a method; what is tested inherits from several. */
@NullMarked
package dev.gatehouse.connector.conformance.promise;

import org.jspecify.annotations.NullMarked;
