/** How log lines look and where they go: standard error, safe against forged lines, as text or JSON. */
package dev.gatehouse.logging;
