package dev.gatehouse.repository;

import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Files of drafts, which are announced, filled and committed, and of records. */
final class RdmFiles {
    private final DepositStore deposits;
    private final FileIntake uploads;

    RdmFiles(DepositStore deposits, FileIntake uploads) {
        this.deposits = deposits;
        this.uploads = uploads;
    }

    /** Below {@code /api/records/{id}/draft/files}. */
    RepositoryAnswer draft(RepositoryCall call, Deposit deposit) throws IOException {
        String name = call.path().size() > 5 ? call.path().get(5) : "";
        if (call.is("GET", "api", "records", "*", "draft", "files")) {
            return RepositoryAnswer.json(200, deposits.with(deposit, RdmFiles::listed));
        }
        if (call.is("POST", "api", "records", "*", "draft", "files")) {
            return announce(deposit, call.json());
        }
        if (call.is("GET", "api", "records", "*", "draft", "files", "*")) {
            return RepositoryAnswer.json(200, deposits.with(deposit, target -> entry(target, name)));
        }
        if (call.is("GET", "api", "records", "*", "draft", "files", "*", "content")) {
            return content(deposit, name);
        }
        if (call.is("PUT", "api", "records", "*", "draft", "files", "*", "content")) {
            return fill(call, deposit, name);
        }
        if (call.is("POST", "api", "records", "*", "draft", "files", "*", "commit")) {
            return RepositoryAnswer.json(200, deposits.with(deposit, target -> commit(target, name)));
        }
        if (call.is("DELETE", "api", "records", "*", "draft", "files", "*")) {
            return deposits.with(deposit, target -> remove(target, name));
        }
        throw new RepositoryRefusal(405, "The method is not allowed for the requested URL.");
    }

    /** Below {@code /api/records/{id}/files}. */
    RepositoryAnswer published(RepositoryCall call, Deposit deposit) {
        if (call.is("GET", "api", "records", "*", "files")) {
            return RepositoryAnswer.json(200, deposits.with(deposit, RdmFiles::listed));
        }
        if (call.is("GET", "api", "records", "*", "files", "*")) {
            return RepositoryAnswer.json(
                    200,
                    deposits.with(deposit, target -> entry(target, call.path().getLast())));
        }
        if (call.is("GET", "api", "records", "*", "files", "*", "content")) {
            return content(deposit, call.path().get(4));
        }
        throw new RepositoryRefusal(405, "The method is not allowed for the requested URL.");
    }

    private RepositoryAnswer announce(Deposit deposit, JsonNode body) {
        if (!body.isArray()) {
            throw new RepositoryRefusal(400, "Invalid input type.");
        }
        return RepositoryAnswer.json(201, deposits.with(deposit, target -> {
            for (JsonNode file : body) {
                String name = file.path("key").asString("");
                if (name.isEmpty() || name.length() > 255) {
                    throw new RepositoryRefusal(400, "Invalid file key.");
                }
                if (target.files.containsKey(name) || !target.pending.add(name)) {
                    throw new RepositoryRefusal(400, "File with key " + name + " already exists.");
                }
            }
            return listed(target);
        }));
    }

    private RepositoryAnswer fill(RepositoryCall call, Deposit deposit, String name) throws IOException {
        deposits.with(deposit, target -> requirePending(target, name));
        StoredFile file = uploads.receive(call, name);
        return RepositoryAnswer.json(200, deposits.with(deposit, target -> {
            requirePending(target, name);
            target.uncommitted.put(name, file);
            return entry(target, name);
        }));
    }

    private static boolean requirePending(Deposit deposit, String name) {
        if (deposit.files.containsKey(name)) {
            throw new RepositoryRefusal(400, "File with key \"" + name + "\" is committed.");
        }
        if (!deposit.pending.contains(name)) {
            throw noFile(name);
        }
        return true;
    }

    private ObjectNode commit(Deposit deposit, String name) {
        StoredFile file = Optional.ofNullable(deposit.uncommitted.remove(name)).orElseThrow(() -> noFile(name));
        deposit.pending.remove(name);
        deposit.files.put(name, file);
        return entry(deposit, name);
    }

    private RepositoryAnswer remove(Deposit deposit, String name) {
        boolean announced = deposit.pending.remove(name);
        Optional.ofNullable(deposit.uncommitted.remove(name)).ifPresent(deposits::forget);
        StoredFile stored = deposit.files.remove(name);
        if (stored == null && !announced) {
            throw noFile(name);
        }
        Optional.ofNullable(stored).ifPresent(deposits::forget);
        return RepositoryAnswer.nothing();
    }

    private RepositoryAnswer content(Deposit deposit, String name) {
        return RepositoryAnswer.content(Optional.ofNullable(deposits.with(deposit, target -> target.files.get(name)))
                .orElseThrow(() -> noFile(name)));
    }

    private static ObjectNode listed(Deposit deposit) {
        ObjectNode body = RepositoryJson.object().put("enabled", deposit.filesEnabled);
        ArrayNode entries = body.putArray("entries");
        deposit.files.keySet().forEach(name -> entries.add(entry(deposit, name)));
        deposit.pending.forEach(name -> entries.add(entry(deposit, name)));
        return body;
    }

    private static ObjectNode entry(Deposit deposit, String name) {
        StoredFile file = deposit.files.get(name);
        if (file == null) {
            if (!deposit.pending.contains(name)) {
                throw noFile(name);
            }
            return RepositoryJson.object().put("key", name).put("status", "pending");
        }
        return RepositoryJson.object()
                .put("key", name)
                .put("status", "completed")
                .put("size", file.size())
                .put("checksum", "md5:" + file.md5())
                .put("mimetype", file.mediaType())
                .put("file_id", file.id())
                .put("created", file.created().toString());
    }

    private static RepositoryRefusal noFile(String name) {
        return RepositoryRefusal.noSuch("Record '" + name + "' has no file with this key.");
    }
}
