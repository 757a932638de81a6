/** How log lines look and where they go: standard error, safe against forged lines, as text or JSON. */
@NullMarked
package dev.gatehouse.logging;

import org.jspecify.annotations.NullMarked;
