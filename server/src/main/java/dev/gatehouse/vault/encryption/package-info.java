/** Encryption of what the vault keeps: data keys, which the master key wraps, and the ciphertexts they make. */
@NullMarked
package dev.gatehouse.vault.encryption;

import org.jspecify.annotations.NullMarked;
