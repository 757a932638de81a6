package dev.gatehouse.registry.onboarding;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractDiff;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.registry.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What importing a contract would do, worked out before anything is written. Immutable.
 *
 * @param service as it will be
 * @param before what was there
 */
record ImportPlan(
        ImportOrder order,
        Contract contract,
        Service service,
        boolean isNewService,
        Before before,
        ContractDiff diff,
        ImportReport.Consequences consequences) {

    /**
     * What an import finds.
     *
     * @param stored the contract stored before
     * @param readingChanged whether that would be read otherwise now than it was stored
     */
    record Before(Optional<StoredContract> stored, List<Endpoint> endpoints, boolean readingChanged) {}

    boolean breaksClients() {
        return consequences.breakClients();
    }

    boolean isNewDocument() {
        return before.stored()
                .filter(stored -> Arrays.equals(stored.document(), order.document()))
                .isEmpty();
    }

    /** The document is the stored one, and nobody has changed its endpoints by hand since. */
    boolean changesNothing() {
        return !isNewDocument() && diff.nothing();
    }

    /** The version that holds the document once the plan is carried out. */
    int version() {
        int last = before.stored().map(StoredContract::version).orElse(0);
        return isNewDocument() ? last + 1 : last;
    }

    /** @param links what becomes of them */
    ImportReport report(ImportReport.Links links) {
        boolean isStored = !order.dryRun() || !isNewDocument();
        return new ImportReport(
                new ImportReport.Subject(
                        order.serviceId(),
                        contract.type(),
                        isStored ? version() : null,
                        order.dryRun(),
                        order.restored().orElse(null)),
                new ImportReport.Outcome(
                        order.allowBreaking() && breaksClients(),
                        isNewService,
                        contract.derived(),
                        before.readingChanged(),
                        contract.endpoints().size()),
                ImportReport.Differences.of(diff),
                consequences.with(links),
                contract.notes());
    }
}
