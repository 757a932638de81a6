/** Dynamic registration of clients (RFC 7591, RFC 7592). */
package dev.gatehouse.clients.registration;
