/** How values of settings are read, and how problems with them are told before anything is started. */
@NullMarked
package dev.gatehouse.config;

import org.jspecify.annotations.NullMarked;
