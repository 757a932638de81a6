/** What an operator can set, where it is read from, and how problems with it are told. Knows no feature. */
@NullMarked
package dev.gatehouse.settings;

import org.jspecify.annotations.NullMarked;
