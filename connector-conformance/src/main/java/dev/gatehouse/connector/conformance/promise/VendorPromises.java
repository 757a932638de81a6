package dev.gatehouse.connector.conformance.promise;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.connector.conformance.subject.ConformanceSubject.Trouble;
import dev.gatehouse.connector.conformance.subject.VendorTrouble;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Third parties that misbehave: it is their failure, told as such, and never a 500. */
public interface VendorPromises extends Promises {
    @Test
    default void refreshesATokenThatIsNotTakenAnyMore() {
        Trouble trouble = trouble(VendorTrouble.TOKEN_EXPIRED);
        try (trouble) {
            harmlessFor(subject().user()).expect(200);
        }
    }

    @Test
    default void tellsHowToReconnectWhereAccessIsRevoked() {
        Trouble trouble = trouble(VendorTrouble.ACCESS_REVOKED);
        try (trouble) {
            harmlessFor(subject().user()).expect(403).expectText("connect");
        }
        harmlessFor(subject().user()).expect(200);
    }

    @Test
    default void aBrokenVendorIsABadGateway() {
        Trouble trouble = trouble(VendorTrouble.BROKEN);
        try (trouble) {
            harmlessFor(subject().user()).expect(502, 503);
        }
        harmlessFor(subject().user()).expect(200);
    }

    @Test
    default void aVendorThatIsGoneIsUnavailable() {
        Trouble trouble = trouble(VendorTrouble.GONE);
        try (trouble) {
            harmlessFor(subject().user()).expect(502, 503, 504);
        }
        harmlessFor(subject().user()).expect(200);
    }

    @Test
    default void aSilentVendorTimesOut() {
        Trouble trouble = trouble(VendorTrouble.SILENT);
        try (trouble) {
            harmlessFor(subject().user()).expect(504);
        }
        harmlessFor(subject().user()).expect(200);
    }

    /** Begins the trouble, or skips the test. */
    default Trouble trouble(VendorTrouble kind) {
        harmlessFor(subject().user()).expect(200);
        Optional<Trouble> trouble = subject().cause(kind);
        assumeTrue(trouble.isPresent(), "Needs ConformanceSubject.cause for " + kind);
        return trouble.get();
    }
}
