/** Hashes, message authentication and random secrets, obtained in this one place. Knows nothing else of ours. */
@NullMarked
package dev.gatehouse.crypto;

import org.jspecify.annotations.NullMarked;
