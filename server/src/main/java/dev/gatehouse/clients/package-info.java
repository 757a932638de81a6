/** OAuth clients: their secrets, their links to endpoints and the scope that follows from them. */
package dev.gatehouse.clients;
