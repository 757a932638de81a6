package dev.gatehouse.client.service;

import org.jspecify.annotations.Nullable;

/**
 * What a program that decides about a service's requests by itself has to hear of. Immutable.
 *
 * @param change {@code hearing}, {@code unheard}, {@code alive}, {@code service}, {@code keys} or {@code subject}
 * @param key which token, client or user a subject is, as a hash; null for the others
 */
public record HeardChange(String change, @Nullable String key) {}
