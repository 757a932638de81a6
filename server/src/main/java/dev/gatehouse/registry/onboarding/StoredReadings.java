package dev.gatehouse.registry.onboarding;

import dev.gatehouse.contract.ContractDiff;
import dev.gatehouse.contract.ContractKinds;
import dev.gatehouse.contract.ContractReader;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.contract.OtherSchemes;
import dev.gatehouse.registry.EndpointChanges;
import dev.gatehouse.store.DatabaseFailures;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells once, after a start, which services' contracts would be read otherwise than they were stored, so that somebody sends
 * them again. Nothing changes by that. Thread-safe.
 */
public final class StoredReadings {
    private static final Logger LOG = LoggerFactory.getLogger(StoredReadings.class);
    private static final int MAX_TOLD = 100;
    private static final int MAX_ENDPOINTS = 5;

    private final Jdbi jdbi;
    private final Rereading rereading;
    private final ContractStore contracts = new ContractStore();
    private final EndpointChanges endpoints = new EndpointChanges();
    private int differing;

    /** The service that was looked at last. */
    private String reached = "";

    public StoredReadings(Jdbi jdbi, ContractKinds kinds) {
        this.jdbi = jdbi;
        this.rereading = new Rereading(jdbi, new ContractReading(new ContractReader(kinds)));
    }

    /**
     * Reads each contract that was read by earlier rules once more, one after another; ends when its thread is interrupted. Where
     * the database fails meanwhile, the next call goes on from there.
     */
    public synchronized void tell() {
        Optional<String> serviceId = next(reached);
        while (serviceId.isPresent() && !Thread.currentThread().isInterrupted()) {
            lookOrTell(serviceId.get());
            reached = serviceId.get();
            serviceId = next(reached);
        }
        if (differing > MAX_TOLD) {
            LOG.warn("The contracts of {} services in all would be read otherwise today", differing);
        }
    }

    private Optional<String> next(String after) {
        return jdbi.withHandle(handle -> contracts.nextReadBefore(handle, after, ContractReader.RULES));
    }

    /** One that cannot be looked at keeps nobody from hearing of the others. */
    private void lookOrTell(String serviceId) {
        try {
            look(serviceId);
        } catch (RuntimeException e) {
            if (DatabaseFailures.isOutage(e)) {
                throw e;
            }
            LOG.warn(
                    "Whether the contract of service {} would be read otherwise today is not known before the next start: {}",
                    serviceId,
                    e.toString());
        }
    }

    private void look(String serviceId) {
        Optional<StoredContract> latest = jdbi.withHandle(handle -> contracts.latest(handle, serviceId));
        if (latest.isEmpty()) {
            return;
        }
        StoredContract stored = latest.get();
        OtherSchemes otherSchemes = stored.read().otherSchemes().orElse(OtherSchemes.DERIVE);
        Reread reread = rereading.of(serviceId, stored, otherSchemes);
        List<Endpoint> registered = jdbi.withHandle(handle -> endpoints.current(handle, serviceId));
        if (reread.differs(latest, registered)) {
            tell(serviceId, reread.difference(registered));
        } else {
            jdbi.useHandle(handle ->
                    contracts.setRead(handle, serviceId, stored.version(), StoredContract.HowRead.today(otherSchemes)));
        }
    }

    private void tell(String serviceId, Optional<ContractDiff> difference) {
        differing++;
        if (differing > MAX_TOLD) {
            return;
        }
        LOG.warn(
                "The contract of service {} would be read otherwise today ({}); send it again to have that",
                serviceId,
                difference.map(StoredReadings::words).orElse("it cannot be read any more"));
    }

    private static String words(ContractDiff diff) {
        String changed = diff.changed().stream()
                .limit(MAX_ENDPOINTS)
                .map(change -> change.endpoint() + " would need " + needed(change) + age(change))
                .collect(Collectors.joining(", "));
        return "%s%d endpoints would need something else, %d come, %d go"
                .formatted(
                        changed.isEmpty() ? "" : changed + "; ",
                        diff.changed().size(),
                        diff.added().size(),
                        diff.removed().size());
    }

    private static String age(ContractDiff.Change change) {
        return change.newMaxAge() == null
                ? ""
                : " of users who signed in %d s ago at most".formatted(change.newMaxAge());
    }

    private static String needed(ContractDiff.Change change) {
        if (!change.newRequires().isEmpty()) {
            return change.newRequires().equals(List.of(List.of()))
                    ? "any valid token"
                    : "one of " + change.newRequires();
        }
        return change.newScope().isEmpty() ? "no token" : change.newScope();
    }
}
