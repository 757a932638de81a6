package dev.gatehouse.registry.onboarding;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractKinds;
import dev.gatehouse.contract.ContractReader;
import dev.gatehouse.contract.ContractType;
import dev.gatehouse.contract.MessageDiff;
import dev.gatehouse.contract.OtherSchemes;
import dev.gatehouse.contract.bundle.Bundle;
import dev.gatehouse.contract.bundle.Bundler;
import dev.gatehouse.contract.bundle.DocumentFiles;
import dev.gatehouse.contract.bundle.FormFiles;
import dev.gatehouse.contract.bundle.ZipFiles;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Reads at most two documents at once, since that takes memory in proportion to the document. Thread-safe. */
final class ContractReading {
    private static final long WAIT_SECONDS = 20;

    private final ContractReader reader;
    private final Semaphore readers = new Semaphore(2, true);

    ContractReading(ContractReader reader) {
        this.reader = reader;
    }

    /** A stored document, as its sender wanted it to be read where that is known. */
    Contract read(String serviceId, StoredContract stored) {
        OtherSchemes otherSchemes = stored.read().otherSchemes().orElse(OtherSchemes.DERIVE);
        return read(serviceId, stored.document(), Optional.of(stored.type()), otherSchemes);
    }

    /** @throws dev.gatehouse.api.ApiException ERR12103, or ERR12106 after 20 s behind other documents */
    Contract read(String serviceId, byte[] document, Optional<ContractType> declaredType, OtherSchemes otherSchemes) {
        return inTurn(() -> reader.read(serviceId, document, declaredType, otherSchemes));
    }

    /**
     * What callers would notice of the messages of operations that stay, and what these ask for within.
     *
     * @throws dev.gatehouse.api.ApiException as when one of them is read
     */
    MessageDiff messageDiff(byte[] before, byte[] after, ContractType type) {
        return inTurn(() -> reader.messageDiff(before, after, type));
    }

    /**
     * The document in the body of a request, made of several files where it is an archive or a form.
     *
     * @param contentType of the body; empty where it has none
     * @param root which of several files describes the service; empty where that is to be found out
     * @throws dev.gatehouse.api.ApiException as when it is read
     */
    Bundle document(byte[] body, String contentType, Optional<String> root, ContractKinds kinds) {
        boolean isForm = FormFiles.isForm(contentType);
        if (!isForm && !ZipFiles.isArchive(body)) {
            return new Bundle(body, List.of());
        }
        return inTurn(() -> {
            DocumentFiles files = isForm ? FormFiles.of(body, FormFiles.boundary(contentType)) : ZipFiles.of(body);
            return new Bundler(files).bundle(root, kinds::begins);
        });
    }

    private <T> T inTurn(Supplier<T> work) {
        boolean acquired = false;
        try {
            acquired = readers.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
            if (!acquired) {
                throw ErrorCode.SERVER_BUSY.with("two contracts being read").withHeader("Retry-After", "5");
            }
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to read a contract", e);
        } finally {
            if (acquired) {
                readers.release();
            }
        }
    }
}
