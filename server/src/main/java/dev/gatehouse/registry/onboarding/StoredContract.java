package dev.gatehouse.registry.onboarding;

import dev.gatehouse.contract.ContractType;
import java.util.Set;

/**
 * The bytes of a stored contract document.
 *
 * @param scopes the scopes it declares or needs
 */
record StoredContract(int version, ContractType type, String mediaType, byte[] document, Set<String> scopes) {}
