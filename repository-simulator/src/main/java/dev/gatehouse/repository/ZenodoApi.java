package dev.gatehouse.repository;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The deposit API and the file buckets of Zenodo, as its developers' pages describe them. */
final class ZenodoApi implements RepositoryApi {
    private static final String DEPOSITIONS = "/api/deposit/depositions";

    private final DepositStore deposits;
    private final TokenOwner identity;
    private final FileIntake uploads;
    private final String base;

    ZenodoApi(DepositStore deposits, TokenOwner identity, FileIntake uploads, String base) {
        this.deposits = deposits;
        this.identity = identity;
        this.uploads = uploads;
        this.base = base;
    }

    @Override
    public RepositoryAnswer answer(RepositoryCall call) throws IOException {
        if (call.rawPath().startsWith("/api/deposit/depositions")) {
            return deposit(call, identity.user(call, 401, "deposit:write"));
        }
        if (call.rawPath().startsWith("/api/files/")) {
            return bucket(call, identity.user(call, 401, "deposit:write"));
        }
        throw RepositoryRefusal.noSuch("The requested URL was not found on the server.");
    }

    private RepositoryAnswer deposit(RepositoryCall call, String user) throws IOException {
        String id = call.path().size() > 3 ? call.path().get(3) : "";
        if (call.is("GET", "api", "deposit", "depositions")) {
            return list(call, user);
        }
        if (call.is("POST", "api", "deposit", "depositions")) {
            return create(call.object(), user);
        }
        if (call.is("GET", "api", "deposit", "depositions", "*")) {
            return RepositoryAnswer.json(200, deposits.with(deposits.owned(id, user), this::resource));
        }
        if (call.is("PUT", "api", "deposit", "depositions", "*")) {
            return update(draft(id, user), call.object());
        }
        if (call.is("DELETE", "api", "deposit", "depositions", "*")) {
            deposits.remove(draft(id, user));
            return RepositoryAnswer.nothing();
        }
        if (call.is("POST", "api", "deposit", "depositions", "*", "actions", "publish")) {
            identity.user(call, 401, "deposit:actions");
            return RepositoryAnswer.json(202, deposits.with(draft(id, user), this::publish));
        }
        if (call.is("GET", "api", "deposit", "depositions", "*", "files")) {
            return RepositoryAnswer.json(200, deposits.with(deposits.owned(id, user), this::files));
        }
        if (call.is("DELETE", "api", "deposit", "depositions", "*", "files", "*")) {
            return removeFile(draft(id, user), call.path().getLast());
        }
        throw new RepositoryRefusal(405, "Method Not Allowed");
    }

    private RepositoryAnswer bucket(RepositoryCall call, String user) throws IOException {
        Deposit deposit = deposits.ofBucket(call.path().get(2), user);
        String name = call.path().getLast();
        if (call.is("PUT", "api", "files", "*", "*")) {
            refuseWherePublished(deposit);
            StoredFile file = uploads.receive(call, name);
            return RepositoryAnswer.json(201, deposits.with(deposit, target -> putObject(target, file)));
        }
        StoredFile file = deposits.with(deposit, target -> target.files.get(name));
        if (file == null) {
            throw RepositoryRefusal.noSuch("Object does not exist.");
        }
        if (call.is("GET", "api", "files", "*", "*")) {
            return RepositoryAnswer.content(file);
        }
        if (call.is("DELETE", "api", "files", "*", "*")) {
            refuseWherePublished(deposit);
            deposits.with(deposit, target -> target.files.remove(name));
            return RepositoryAnswer.nothing();
        }
        throw new RepositoryRefusal(405, "Method Not Allowed");
    }

    private RepositoryAnswer list(RepositoryCall call, String user) {
        int size = call.number("size", 25, 100);
        int page = call.number("page", 1, 10_000 / size);
        ArrayNode all = RepositoryJson.array();
        List<Deposit> owned = deposits.ownedBy(user);
        owned.stream()
                .skip((page - 1L) * size)
                .limit(size)
                .forEach(each -> all.add(deposits.with(each, this::resource)));
        return RepositoryAnswer.json(200, all);
    }

    private RepositoryAnswer create(ObjectNode body, String user) {
        ObjectNode metadata = body.has("metadata") ? ZenodoRules.stored(body.get("metadata")) : RepositoryJson.object();
        Deposit deposit = deposits.add(user, String::valueOf);
        return RepositoryAnswer.json(201, deposits.with(deposit, made -> {
            made.metadata = withDefaults(metadata);
            return resource(made);
        }));
    }

    private RepositoryAnswer update(Deposit deposit, ObjectNode body) {
        ObjectNode metadata = ZenodoRules.stored(body.path("metadata"));
        return RepositoryAnswer.json(200, deposits.with(deposit, target -> {
            target.metadata = withDefaults(metadata);
            target.revision++;
            return resource(target);
        }));
    }

    private static ObjectNode withDefaults(ObjectNode metadata) {
        if (!metadata.has("publication_date")) {
            metadata.put("publication_date", LocalDate.now().toString());
        }
        if (!metadata.has("access_right")) {
            metadata.put("access_right", "open");
        }
        return metadata;
    }

    private ObjectNode publish(Deposit deposit) {
        ZenodoRules.checkComplete(deposit.metadata, !deposit.files.isEmpty());
        deposit.published = true;
        return resource(deposit);
    }

    private RepositoryAnswer removeFile(Deposit deposit, String fileId) {
        boolean removed = deposits.with(
                deposit,
                target -> target.files.values().removeIf(file -> file.id().equals(fileId)));
        if (!removed) {
            throw RepositoryRefusal.noSuch("The requested URL was not found on the server.");
        }
        return RepositoryAnswer.nothing();
    }

    private ObjectNode putObject(Deposit deposit, StoredFile file) {
        StoredFile former = deposit.files.put(file.name(), file);
        if (former != null) {
            deposits.forget(former);
        }
        ObjectNode body = RepositoryJson.object()
                .put("key", file.name())
                .put("mimetype", file.mediaType())
                .put("checksum", "md5:" + file.md5())
                .put("version_id", file.id())
                .put("size", file.size())
                .put("is_head", true)
                .put("delete_marker", false);
        body.putObject("links").put("self", link(deposit, file.name()));
        return body;
    }

    private Deposit draft(String id, String user) {
        Deposit deposit = deposits.owned(id, user);
        refuseWherePublished(deposit);
        return deposit;
    }

    private void refuseWherePublished(Deposit deposit) {
        if (deposits.<Boolean>with(deposit, target -> target.published)) {
            throw RepositoryRefusal.permissionDenied();
        }
    }

    private ObjectNode resource(Deposit deposit) {
        String self = base + DEPOSITIONS + "/" + deposit.id;
        ObjectNode body = RepositoryJson.object()
                .put("created", deposit.created.toString())
                .put("modified", deposit.created.toString())
                .put("id", Long.parseLong(deposit.id))
                .put("record_id", Long.parseLong(deposit.id))
                .put("owner", deposit.owner)
                .put("title", deposit.metadata.path("title").asString(""))
                .put("state", deposit.published ? "done" : "unsubmitted")
                .put("submitted", deposit.published);
        ObjectNode metadata = body.set("metadata", deposit.metadata.deepCopy()).withObject("metadata");
        String doi = "10.5072/zenodo." + deposit.id;
        metadata.putObject("prereserve_doi").put("doi", doi).put("recid", Long.parseLong(deposit.id));
        if (deposit.published) {
            body.put("doi", doi);
            metadata.put("doi", doi);
        }
        body.putObject("links")
                .put("self", self)
                .put("bucket", base + "/api/files/" + deposit.bucket)
                .put("files", self + "/files")
                .put("publish", self + "/actions/publish");
        body.set("files", files(deposit));
        return body;
    }

    private ArrayNode files(Deposit deposit) {
        ArrayNode all = RepositoryJson.array();
        for (StoredFile file : deposit.files.values()) {
            all.addObject()
                    .put("id", file.id())
                    .put("filename", file.name())
                    .put("filesize", file.size())
                    .put("checksum", file.md5())
                    .putObject("links")
                    .put("download", link(deposit, file.name()));
        }
        return all;
    }

    private String link(Deposit deposit, String name) {
        return base + "/api/files/" + deposit.bucket + "/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
