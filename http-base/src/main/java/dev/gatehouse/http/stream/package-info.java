/** Server-sent events: who may have how many streams of them. */
@NullMarked
package dev.gatehouse.http.stream;

import org.jspecify.annotations.NullMarked;
