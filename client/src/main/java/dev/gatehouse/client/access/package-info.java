/** Access of clients to services: asking for it, deciding about it, and seeing who has it. */
@NullMarked
package dev.gatehouse.client.access;

import org.jspecify.annotations.NullMarked;
