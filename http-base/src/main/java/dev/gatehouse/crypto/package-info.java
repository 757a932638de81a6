/** Hashes, message authentication and random secrets, obtained in this one place. Knows nothing else of ours. */
package dev.gatehouse.crypto;
