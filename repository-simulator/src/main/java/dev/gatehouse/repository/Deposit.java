package dev.gatehouse.repository;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** One project: a deposition at Zenodo, a record and its draft at InvenioRDM. Guarded by the {@link DepositStore}'s lock. */
final class Deposit {
    final String id;
    final String owner;
    final String bucket = UUID.randomUUID().toString();
    final Instant created = Instant.now();
    final Map<String, StoredFile> files = new LinkedHashMap<>();
    /** Files that were announced and have no content yet, or one that is not committed. */
    final Set<String> pending = new LinkedHashSet<>();
    /** Content that is not committed. */
    final Map<String, StoredFile> uncommitted = new LinkedHashMap<>();

    ObjectNode metadata = RepositoryJson.object();
    ObjectNode access = RepositoryJson.object().put("record", "public").put("files", "public");
    boolean filesEnabled = true;
    boolean published;
    int revision = 1;

    Deposit(String id, String owner) {
        this.id = id;
        this.owner = owner;
    }
}
