/** Proxies that say at the start of a connection for whom they open it. */
package dev.gatehouse.http.proxied;
