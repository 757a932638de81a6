/** The guard as a filter of Jakarta Servlet. */
package dev.gatehouse.guard.servlet;
