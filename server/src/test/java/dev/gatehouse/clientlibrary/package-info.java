/** The client library against a real server. Its tests are here since the server's tests know both. */
package dev.gatehouse.clientlibrary;
