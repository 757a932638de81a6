package dev.gatehouse.connector.interfaces;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connector.FileStorage;
import dev.gatehouse.connector.binding.OpenApiBinding;
import dev.gatehouse.connector.binding.OpenApiDocument;
import dev.gatehouse.connector.binding.OperationCall;
import dev.gatehouse.connector.http.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code contracts/connectors/file-storage.yaml}, answered by a {@link FileStorage}. */
public final class FileStorageOperations {
    static final Answer DONE = Answer.json(Map.of("success", true));

    private final FileStorage storage;

    private FileStorageOperations(FileStorage storage) {
        this.storage = storage;
    }

    public static OpenApiBinding binding(FileStorage storage) {
        FileStorageOperations operations = new FileStorageOperations(storage);
        return OpenApiBinding.of(OpenApiDocument.resource("/contracts/connectors/file-storage.yaml"))
                .operation("readFile", operations::read)
                .operation("writeFile", operations::write)
                .operation("updateFile", operations::update)
                .operation("deleteFile", operations::delete)
                .operation("listFolder", operations::list);
    }

    private Answer read(OperationCall call) throws IOException {
        FilePath file = file(call);
        return Answer.content(call.withAccount(account -> storage.read(account, file)))
                .asFile(file.name());
    }

    private Answer write(OperationCall call) throws IOException {
        FilePath file = file(call);
        FileContent content = call.content().orElseGet(() -> FileContent.of(new byte[0]));
        call.withAccount(account -> {
            storage.write(account, file, content);
            return DONE;
        });
        return DONE;
    }

    private Answer update(OperationCall call) throws IOException {
        FilePath file = file(call);
        FileContent content = content(call);
        call.withAccount(account -> {
            storage.update(account, file, content);
            return DONE;
        });
        return DONE;
    }

    private Answer delete(OperationCall call) throws IOException {
        FilePath path = call.path("filepath");
        if (path.names().isEmpty()) {
            throw ApiException.invalid("/filepath", "is the root, which stays; name a file or folder in it");
        }
        call.withAccount(account -> {
            storage.delete(account, path);
            return DONE;
        });
        return DONE;
    }

    private Answer list(OperationCall call) throws IOException {
        FilePath folder = call.optionalText("filepath").isEmpty() ? FilePath.root() : call.path("filepath");
        List<FilePath> paths = call.withAccount(account -> storage.list(account, folder));
        return Answer.json(
                Map.of("files", paths.stream().map(FilePath::toString).toList()));
    }

    /** A path that is meant to be one of a file. */
    private static FilePath file(OperationCall call) {
        FilePath path = call.path("filepath");
        if (path.folder()) {
            throw ApiException.invalid("/filepath", "is that of a folder; leave out the slash at its end");
        }
        return path;
    }

    /** @throws ApiException where the request has none */
    static FileContent content(OperationCall call) {
        return call.content()
                .orElseThrow(() -> ApiException.invalid(
                        "/files", "is required; send the content as that part of a form, or as the body"));
    }
}
