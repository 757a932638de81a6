package dev.gatehouse.connector.conformance.raw;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The interface {@code fileStorage}. */
final class RawStorageRoutes {
    private final Map<String, RawStorage> storages = new ConcurrentHashMap<>();
    private final RawPeople people;
    private final Blobs blobs;
    private final Faults faults;

    RawStorageRoutes(RawPeople people, Blobs blobs, Faults faults) {
        this.people = people;
        this.blobs = blobs;
        this.faults = faults;
    }

    void serve(HttpExchange exchange) throws IOException {
        boolean isFolder = exchange.getRequestURI().getRawPath().equals("/storage/folder");
        String methods = isFolder ? "GET,HEAD" : "GET,HEAD,POST,PATCH,DELETE";
        if (!java.util.List.of(methods.split(",")).contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", methods.replace(",", ", "));
            throw new Refused(405, "This is not done here.");
        }
        RawRequest request = RawRequest.read(exchange, faults);
        boolean isUpload = request.method().equals("POST") || request.method().equals("PATCH");
        String userId = request.text("userId", faults);
        String filepath = isFolder && request.argument("filepath").isEmpty() ? "/" : request.text("filepath", faults);
        String path = RawPath.normal(fileName(filepath, request), faults);
        RawStorage storage = storages.computeIfAbsent(people.person(userId), person -> new RawStorage(blobs, faults));
        if (isFolder) {
            list(exchange, storage, path);
        } else if (isUpload) {
            upload(request, storage, path);
        } else if (request.method().equals("DELETE")) {
            storage.delete(path);
            RawAnswer.done(exchange);
        } else {
            Path blob = storage.read(path);
            try (InputStream content = blobs.open(blob)) {
                RawAnswer.content(exchange, content, blobs.length(blob));
            }
        }
    }

    private void upload(RawRequest request, RawStorage storage, String path) throws IOException {
        try {
            people.expectSpace();
        } catch (Refused refused) {
            request.content().transferTo(java.io.OutputStream.nullOutputStream());
            throw refused;
        }
        storage.write(path, request, request.method().equals("PATCH"));
        RawAnswer.done(request.exchange());
    }

    private String fileName(String filepath, RawRequest request) {
        if (!faults.has(Fault.TAKES_THE_FILE_NAME_OF_THE_PART)
                || request.filename().isEmpty()) {
            return filepath;
        }
        String name = request.filename().get();
        return name.equals("content") || name.isEmpty() ? filepath : filepath + "-" + name.replace("/", "");
    }

    private static void list(HttpExchange exchange, RawStorage storage, String path) throws IOException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode files = answer.putArray("files");
        storage.list(path).forEach(files::add);
        RawAnswer.json(exchange, 200, answer);
    }
}
