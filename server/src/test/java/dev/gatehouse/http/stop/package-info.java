/** What clients and proxies notice of a process that stops: nothing. */
package dev.gatehouse.http.stop;
