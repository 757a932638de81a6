/** How passwords are kept: our own hashes, and those of other systems whose users were brought here. */
package dev.gatehouse.users.password;
