/** The master key and what is encrypted under it; the native crypto provider. Knows no feature. */
@NullMarked
package dev.gatehouse.keys;

import org.jspecify.annotations.NullMarked;
