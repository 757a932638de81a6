package dev.gatehouse.registry.onboarding;

import dev.gatehouse.contract.ContractReader;
import dev.gatehouse.contract.ContractType;
import dev.gatehouse.contract.OtherSchemes;
import java.util.Optional;
import java.util.Set;

/**
 * The bytes of a stored contract document.
 *
 * @param scopes the scopes it declares or needs
 * @param read how it was read
 */
record StoredContract(
        int version, ContractType type, String mediaType, byte[] document, Set<String> scopes, HowRead read) {

    /**
     * How a document was read.
     *
     * @param rules as {@link dev.gatehouse.contract.ContractReader#RULES} was then
     * @param otherSchemes what became of operations that ask for something else than OAuth; empty where nobody could choose
     */
    record HowRead(int rules, Optional<OtherSchemes> otherSchemes) {
        /** As documents are read today. */
        static HowRead today(OtherSchemes otherSchemes) {
            return new HowRead(ContractReader.RULES, Optional.of(otherSchemes));
        }
    }
}
