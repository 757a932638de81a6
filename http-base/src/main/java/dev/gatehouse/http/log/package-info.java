/** What is recorded of a request, for logs and metrics. Holds no value that a client sent. */
@NullMarked
package dev.gatehouse.http.log;

import org.jspecify.annotations.NullMarked;
