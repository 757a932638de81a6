/**
 * Shows all parts at work together: the server, three connectors, a WebDAV server and a repository, a person who connects
 * their accounts in a browser, and a file that goes from one to the other.
 */
@NullMarked
package dev.gatehouse.demo;

import org.jspecify.annotations.NullMarked;
