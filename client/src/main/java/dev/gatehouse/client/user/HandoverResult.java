package dev.gatehouse.client.user;

import java.util.Map;

/**
 * What a handover did.
 *
 * @param moved how many got the new owner, by kind: {@code clients}, {@code services} and, of a user, {@code teams}
 */
public record HandoverResult(String from, String to, Map<String, Integer> moved) {}
