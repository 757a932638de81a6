package dev.gatehouse.repository;

import java.io.IOException;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Drafts and records of InvenioRDM, as its reference describes them. */
final class RdmApi implements RepositoryApi {
    /** Of the tokens of this dialect, any may do everything; {@code user:email} is what there is to ask for. */
    private static final String SCOPE = "user:email";

    private final DepositStore deposits;
    private final TokenOwner identity;
    private final RdmFiles files;
    private final String base;

    RdmApi(DepositStore deposits, TokenOwner identity, FileIntake uploads, String base) {
        this.deposits = deposits;
        this.identity = identity;
        this.files = new RdmFiles(deposits, uploads);
        this.base = base;
    }

    @Override
    public RepositoryAnswer answer(RepositoryCall call) throws IOException {
        if (call.is("GET", "api", "user", "records")) {
            return list(call, identity.user(call, 403, SCOPE));
        }
        if (call.is("POST", "api", "records")) {
            return create(call.object(), identity.user(call, 403, SCOPE));
        }
        if (call.path().size() < 3 || !call.rawPath().startsWith("/api/records/")) {
            throw RepositoryRefusal.noSuch("The requested URL was not found on the server.");
        }
        return record(call, identity.user(call, 403, SCOPE));
    }

    private RepositoryAnswer record(RepositoryCall call, String user) throws IOException {
        Deposit deposit = deposits.owned(call.path().get(2), user);
        boolean published = deposits.with(deposit, target -> target.published);
        if (call.path().size() > 3 && call.path().get(3).equals("draft")) {
            if (published) {
                throw RepositoryRefusal.noSuch("The draft does not exist.");
            }
            return call.path().size() > 4 && call.path().get(4).equals("files")
                    ? files.draft(call, deposit)
                    : draft(call, deposit);
        }
        if (!published) {
            throw RepositoryRefusal.noSuch("The persistent identifier is not registered.");
        }
        return call.is("GET", "api", "records", "*")
                ? RepositoryAnswer.json(200, deposits.with(deposit, this::resource))
                : files.published(call, deposit);
    }

    private RepositoryAnswer draft(RepositoryCall call, Deposit deposit) throws IOException {
        if (call.is("GET", "api", "records", "*", "draft")) {
            return RepositoryAnswer.json(200, deposits.with(deposit, this::resource));
        }
        if (call.is("PUT", "api", "records", "*", "draft")) {
            return RepositoryAnswer.json(200, save(deposit, call.object()));
        }
        if (call.is("DELETE", "api", "records", "*", "draft")) {
            deposits.remove(deposit);
            return RepositoryAnswer.nothing();
        }
        if (call.is("POST", "api", "records", "*", "draft", "actions", "publish")) {
            return RepositoryAnswer.json(202, deposits.with(deposit, this::publish));
        }
        throw new RepositoryRefusal(405, "The method is not allowed for the requested URL.");
    }

    private RepositoryAnswer list(RepositoryCall call, String user) {
        int size = call.number("size", 25, 100);
        int page = call.number("page", 1, 10_000 / size);
        List<Deposit> owned = deposits.ownedBy(user);
        ObjectNode body = RepositoryJson.object();
        ObjectNode hits = body.putObject("hits").put("total", owned.size());
        ArrayNode all = hits.putArray("hits");
        owned.stream()
                .skip((page - 1L) * size)
                .limit(size)
                .forEach(each -> all.add(deposits.with(each, this::resource)));
        ObjectNode links = body.putObject("links").put("self", base + "/api/user/records?page=" + page);
        if ((long) page * size < owned.size()) {
            links.put("next", base + "/api/user/records?page=" + (page + 1) + "&size=" + size);
        }
        return RepositoryAnswer.json(200, body);
    }

    private RepositoryAnswer create(ObjectNode body, String user) {
        return RepositoryAnswer.json(201, save(deposits.add(user, RdmApi::identifier), body));
    }

    private ObjectNode save(Deposit deposit, ObjectNode body) {
        ArrayNode errors = RepositoryJson.array();
        ObjectNode metadata = RdmRules.kept(body.path("metadata"), errors);
        RdmRules.missing(metadata, errors);
        return deposits.with(deposit, target -> {
            target.metadata = metadata;
            target.filesEnabled = body.path("files").path("enabled").asBoolean(true);
            target.access = body.path("access") instanceof ObjectNode access ? access : target.access;
            target.revision++;
            ObjectNode shown = resource(target);
            if (!errors.isEmpty()) {
                shown.set("errors", errors);
            }
            return shown;
        });
    }

    private ObjectNode publish(Deposit deposit) {
        ArrayNode errors = RepositoryJson.array();
        RdmRules.missing(deposit.metadata, errors);
        if (deposit.filesEnabled && deposit.files.isEmpty()) {
            RdmRules.add(
                    errors,
                    "files.enabled",
                    "Missing uploaded files. To disable files for this record please mark it as metadata-only.");
        }
        if (!deposit.pending.isEmpty()) {
            RdmRules.add(errors, "files.entries", "One or more files have not completed their transfer, please wait.");
        }
        if (!errors.isEmpty()) {
            throw RdmRules.refusal(errors);
        }
        deposit.published = true;
        return resource(deposit);
    }

    private ObjectNode resource(Deposit deposit) {
        String self = base + "/api/records/" + deposit.id + (deposit.published ? "" : "/draft");
        ObjectNode body = RepositoryJson.object()
                .put("id", deposit.id)
                .put("created", deposit.created.toString())
                .put("updated", deposit.created.toString())
                .put("is_published", deposit.published)
                .put("is_draft", !deposit.published)
                .put("status", deposit.published ? "published" : "draft")
                .put("revision_id", deposit.revision);
        body.putObject("links").put("self", self).put("files", self + "/files");
        body.set("access", deposit.access);
        body.putObject("files").put("enabled", deposit.filesEnabled);
        body.set("metadata", RdmRules.shown(deposit.metadata));
        body.putObject("pids");
        return body;
    }

    /** Such as {@code 00000-yr2a3}. */
    private static String identifier(long number) {
        String digits = String.format("%10s", Long.toString(number, 32)).replace(' ', '0');
        return digits.substring(0, 5) + "-" + digits.substring(5);
    }
}
