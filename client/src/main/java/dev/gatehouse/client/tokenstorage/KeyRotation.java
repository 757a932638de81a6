package dev.gatehouse.client.tokenstorage;

import java.util.List;

/**
 * How far the replacing of data keys is.
 *
 * @param keyId the active data key
 * @param replacedKeys data keys that are still needed
 * @param remaining how many secrets are still encrypted under them
 */
public record KeyRotation(long keyId, List<Long> replacedKeys, long remaining) {
    public KeyRotation {
        replacedKeys = List.copyOf(replacedKeys);
    }
}
