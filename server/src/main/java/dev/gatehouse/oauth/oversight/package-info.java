/** Who is signed in and which tokens can be refreshed, for administrators, for people themselves, and for owners of clients. */
@NullMarked
package dev.gatehouse.oauth.oversight;

import org.jspecify.annotations.NullMarked;
