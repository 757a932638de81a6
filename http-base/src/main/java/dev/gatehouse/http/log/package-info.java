/** What is recorded of a request, for logs and metrics. Holds no value that a client sent. */
package dev.gatehouse.http.log;
