/** Whether a request may pass: bearer tokens are verified here, whoever issued them. */
@NullMarked
package dev.gatehouse.access;

import org.jspecify.annotations.NullMarked;
