package dev.gatehouse.registry;

import java.util.Set;

/**
 * The bytes of a stored contract document.
 *
 * @param scopes the scopes it declares or needs
 */
record StoredContract(int version, String mediaType, byte[] document, Set<String> scopes) {}
