package dev.gatehouse.registry.onboarding;

import dev.gatehouse.api.Precondition;
import dev.gatehouse.contract.ContractType;
import dev.gatehouse.contract.OtherSchemes;
import java.util.Optional;

/**
 * What to import, and how.
 *
 * @param declaredType what the caller says the document is; empty to recognise it
 * @param otherSchemes what becomes of operations that ask for something else than OAuth
 * @param dryRun whether to change nothing and only report
 * @param allowBreaking whether to go on although clients would break
 * @param restored the stored version that the document is; empty where it was sent
 */
public record ImportOrder(
        String serviceId,
        byte[] document,
        Optional<ContractType> declaredType,
        OtherSchemes otherSchemes,
        boolean dryRun,
        boolean allowBreaking,
        Precondition precondition,
        Optional<Integer> restored) {}
