/** The guard as a filter of Jakarta Servlet. */
@NullMarked
package dev.gatehouse.guard.servlet;

import org.jspecify.annotations.NullMarked;
