package dev.gatehouse.connector.interfaces;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connector.Metadata;
import dev.gatehouse.connector.Project;
import dev.gatehouse.connector.ProjectFile;
import dev.gatehouse.connector.binding.OpenApiBinding;
import dev.gatehouse.connector.binding.OpenApiDocument;
import dev.gatehouse.connector.binding.OperationCall;
import dev.gatehouse.connector.http.Answer;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** {@code contracts/connectors/metadata.yaml}, answered by a {@link Metadata}. */
public final class MetadataOperations {
    private static final Answer DONE = FileStorageOperations.DONE;

    private final Metadata metadata;

    private MetadataOperations(Metadata metadata) {
        this.metadata = metadata;
    }

    public static OpenApiBinding binding(Metadata metadata) {
        MetadataOperations operations = new MetadataOperations(metadata);
        return OpenApiBinding.of(OpenApiDocument.resource("/contracts/connectors/metadata.yaml"))
                .operation("listProjects", operations::list)
                .operation("createProject", operations::create)
                .operation("getProject", operations::get)
                .operation("updateProject", operations::update)
                .operation("publishProject", operations::publish)
                .operation("deleteProject", operations::delete)
                .operation("listFiles", operations::files)
                .operation("addFile", operations::add)
                .operation("deleteFiles", operations::deleteAll)
                .operation("readProjectFile", operations::read)
                .operation("replaceFile", operations::replace)
                .operation("deleteProjectFile", operations::deleteFile);
    }

    private Answer list(OperationCall call) throws IOException {
        return Answer.json(call.withAccount(metadata::projects));
    }

    private Answer create(OperationCall call) throws IOException {
        Project project = call.withAccount(account -> metadata.create(account, call.object("metadata")));
        return Answer.json(project);
    }

    private Answer get(OperationCall call) throws IOException {
        ObjectNode all = call.withAccount(account -> metadata.describe(account, project(call)));
        Set<String> wanted = new TreeSet<>(call.object("metadata").propertyNames());
        return Answer.json(wanted.isEmpty() ? all : all.deepCopy().retain(wanted));
    }

    private Answer update(OperationCall call) throws IOException {
        boolean given = call.value("metadata").isObject();
        return Answer.json(call.withAccount(account -> given
                ? metadata.update(account, project(call), call.object("metadata"))
                : metadata.describe(account, project(call))));
    }

    private Answer publish(OperationCall call) throws IOException {
        call.withAccount(account -> {
            metadata.publish(account, project(call));
            return DONE;
        });
        return Answer.nothing();
    }

    private Answer delete(OperationCall call) throws IOException {
        call.withAccount(account -> {
            metadata.delete(account, project(call));
            return DONE;
        });
        return Answer.nothing();
    }

    private Answer files(OperationCall call) throws IOException {
        return Answer.json(call.withAccount(account -> metadata.files(account, project(call))));
    }

    private Answer add(OperationCall call) throws IOException {
        FileContent content = FileStorageOperations.content(call);
        String filename = filename(call);
        call.withAccount(account -> metadata.add(account, project(call), filename, content));
        return DONE;
    }

    private static String filename(OperationCall call) {
        Optional<String> name = call.optionalText("filename").or(call::filename);
        if (name.isEmpty()) {
            throw ApiException.invalid("/filename", "is required; send it before the content, or in the query");
        }
        try {
            return FilePath.root().file(name.get()).name();
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("/filename", String.valueOf(e.getMessage()));
        }
    }

    private Answer deleteAll(OperationCall call) throws IOException {
        return call.withAccount(account -> deleteAll(account, project(call)));
    }

    private Answer deleteAll(Account account, String project) throws IOException {
        for (ProjectFile file : metadata.files(account, project)) {
            metadata.delete(account, project, file.id());
        }
        return DONE;
    }

    private Answer read(OperationCall call) throws IOException {
        return Answer.content(call.withAccount(account -> metadata.read(account, project(call), file(call))))
                .asFile(file(call));
    }

    private Answer replace(OperationCall call) throws IOException {
        FileContent content = FileStorageOperations.content(call);
        call.withAccount(account -> metadata.replace(account, project(call), file(call), content));
        return DONE;
    }

    private Answer deleteFile(OperationCall call) throws IOException {
        call.withAccount(account -> {
            metadata.delete(account, project(call), file(call));
            return DONE;
        });
        return DONE;
    }

    private static String project(OperationCall call) {
        return call.text("project-id");
    }

    private static String file(OperationCall call) {
        return call.text("file-id");
    }
}
