/**
 * How pages for people are rendered and protected, what they say in which language, and who is in front of them, whichever
 * feature a page belongs to.
 */
@NullMarked
package dev.gatehouse.pages;

import org.jspecify.annotations.NullMarked;
