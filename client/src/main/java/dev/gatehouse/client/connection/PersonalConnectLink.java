package dev.gatehouse.client.connection;

import dev.gatehouse.client.call.Secret;
import java.time.Instant;

/**
 * A link for one person.
 *
 * @param linkId what a code of the link is confirmed by
 * @param url whoever has it can open it
 * @param bind what holds that who opens it is that person: {@code session}, {@code code}, or nothing with {@code unbound}
 */
public record PersonalConnectLink(String linkId, Secret url, String bind, Instant expires) {}
