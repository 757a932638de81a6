/** How calls are made, and what all areas of the client share: operations, tokens, errors, pages, secrets. */
@NullMarked
package dev.gatehouse.client.call;

import org.jspecify.annotations.NullMarked;
