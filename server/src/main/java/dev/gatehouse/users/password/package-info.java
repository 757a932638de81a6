/** How passwords are kept: our own hashes, and those of other systems whose users were brought here. */
@NullMarked
package dev.gatehouse.users.password;

import org.jspecify.annotations.NullMarked;
