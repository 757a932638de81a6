/** Tokens: how programs get them, what they are good for, and how they end. */
@NullMarked
package dev.gatehouse.client.token;

import org.jspecify.annotations.NullMarked;
