package dev.gatehouse.connectors.invenio;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connectors.invenio.description.JsonSteps;
import dev.gatehouse.connectors.invenio.vendor.Vendor;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Stores files in drafts: announces, fills and commits them. InvenioRDM replaces no content: the former file has to be
 * removed first, so a new content waits on this machine's disk until all of it is here. Thread-safe.
 */
final class RdmUploads {
    private static final Logger LOG = LoggerFactory.getLogger(RdmUploads.class);
    private static final int LOCKS = 256;

    private final Vendor vendor;
    private final Duration patience;
    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

    RdmUploads(Vendor vendor, Duration patience) {
        this.vendor = vendor;
        this.patience = patience;
    }

    /**
     * @param files the path of the draft's files
     * @return the stored file as the repository tells it
     */
    JsonNode store(Account account, String files, String name, FileContent content) throws IOException {
        ReentrantLock lock = locks[Math.floorMod((files + "/" + name).hashCode(), LOCKS)];
        acquire(lock, name);
        try {
            return fill(account, files, name, content);
        } finally {
            lock.unlock();
        }
    }

    /** Two uploads of one file at the same time would commit each other's content. */
    private void acquire(ReentrantLock lock, String name) {
        try {
            if (lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ConnectorException(Failure.CONFLICT, "The file " + name + " is being written by somebody else.");
    }

    private JsonNode fill(Account account, String files, String name, FileContent content) throws IOException {
        Optional<ConnectorException> taken = announce(account, files, name);
        String file = files + "/" + Vendor.segment(name);
        if (taken.isEmpty()) {
            return transfer(account, file, content);
        }
        try (Spool spool = Spool.of(content)) {
            remove(account, file, taken.get());
            announce(account, files, name).ifPresent(again -> {
                throw again;
            });
            return transfer(account, file, spool.content());
        }
    }

    private JsonNode transfer(Account account, String file, FileContent content) throws IOException {
        try {
            vendor.upload(account, vendor.at(file + "/content"), content);
            return vendor.send(account, "POST", vendor.at(file + "/commit"), null);
        } catch (IOException | RuntimeException e) {
            withdraw(account, file);
            throw e;
        }
    }

    /** Empty where it was announced, or else why not: most likely because it was before. */
    private Optional<ConnectorException> announce(Account account, String files, String name) {
        ArrayNode body = JsonSteps.array();
        body.addObject().put("key", name);
        try {
            vendor.send(account, "POST", vendor.at(files), body);
            return Optional.empty();
        } catch (ConnectorException refusal) {
            if (refusal.failure() != Failure.INVALID) {
                throw refusal;
            }
            return Optional.of(refusal);
        }
    }

    /** Where there is nothing of that name, it was refused for another reason. */
    private void remove(Account account, String file, ConnectorException refusal) {
        try {
            vendor.send(account, "DELETE", vendor.at(file), null);
        } catch (ConnectorException e) {
            throw e.failure() == Failure.NOT_FOUND ? refusal : e;
        }
    }

    /** Leaves nothing announced that would keep the draft from being published. */
    private void withdraw(Account account, String file) {
        try {
            vendor.send(account, "DELETE", vendor.at(file), null);
        } catch (ConnectorException e) {
            LOG.warn("An upload broke off, and what was announced of it could not be removed: {}", e.getMessage());
        }
    }
}
