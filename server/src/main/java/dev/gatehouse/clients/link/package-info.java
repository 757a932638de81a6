/** Which endpoints a client is linked to, and who is told when one of them changes. */
package dev.gatehouse.clients.link;
