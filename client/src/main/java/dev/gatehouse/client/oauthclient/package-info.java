/** OAuth clients: what is registered of them, their secrets, and the endpoints they are linked to. */
@NullMarked
package dev.gatehouse.client.oauthclient;

import org.jspecify.annotations.NullMarked;
