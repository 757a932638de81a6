package dev.gatehouse.connector.conformance.raw;

import com.sun.net.httpserver.HttpExchange;
import dev.gatehouse.connector.conformance.raw.RawProjects.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The interface {@code metadata}. */
final class RawProjectRoutes {
    private final Map<String, RawProjects> people = new ConcurrentHashMap<>();
    private final RawPeople names;
    private final Blobs blobs;
    private final Faults faults;

    RawProjectRoutes(RawPeople names, Blobs blobs, Faults faults) {
        this.names = names;
        this.blobs = blobs;
        this.faults = faults;
    }

    void serve(HttpExchange exchange) throws IOException {
        List<String> parts = Stream.of(exchange.getRequestURI().getRawPath().split("/"))
                .skip(3)
                .map(part -> RawRequest.decoded(part.replace("+", "%2B")))
                .toList();
        String call = exchange.getRequestMethod() + " " + shape(parts);
        if (!call.matches(
                "(GET|HEAD|POST) projects|(GET|PATCH|PUT|DELETE) project|(GET|POST|DELETE) files|(GET|PATCH|DELETE) file")) {
            exchange.getResponseHeaders().set("Allow", "GET, POST");
            throw new Refused(405, "This is not done here.");
        }
        RawRequest request = RawRequest.read(exchange, faults);
        String person = names.person(request.text("userId", faults));
        RawProjects projects = people.computeIfAbsent(person, name -> new RawProjects(faults));
        answer(call, request, projects, parts);
    }

    private static String shape(List<String> parts) {
        if (parts.size() > 3 || parts.size() > 1 && !parts.get(1).equals("files")) {
            throw new Refused(404, "There is nothing at this path.");
        }
        return List.of("projects", "project", "files", "file").get(parts.size());
    }

    private void answer(String call, RawRequest request, RawProjects projects, List<String> parts) throws IOException {
        HttpExchange exchange = request.exchange();
        switch (call) {
            case "GET projects", "HEAD projects" -> RawAnswer.json(exchange, 200, projects.list());
            case "POST projects" -> RawAnswer.json(exchange, 200, projects.create(request));
            case "GET project" ->
                RawAnswer.json(exchange, 200, projects.project(parts.getFirst()).metadata());
            case "PATCH project" -> RawAnswer.json(exchange, 200, projects.update(parts.getFirst(), request));
            case "PUT project" -> {
                projects.publish(parts.getFirst());
                RawAnswer.nothing(exchange);
            }
            case "DELETE project" -> {
                projects.delete(parts.getFirst());
                RawAnswer.nothing(exchange);
            }
            case "GET files" -> RawAnswer.json(exchange, 200, projects.files(parts.getFirst()));
            case "GET file" -> send(exchange, projects.file(parts.getFirst(), parts.getLast()));
            default -> {
                change(call, request, projects, parts);
                RawAnswer.done(exchange);
            }
        }
    }

    private void change(String call, RawRequest request, RawProjects projects, List<String> parts) throws IOException {
        String id = parts.getFirst();
        Map<String, StoredFile> files = projects.filesToChange(id);
        switch (call) {
            case "DELETE files" -> files.clear();
            case "POST files" -> {
                String name = filename(request);
                projects.add(id, name, received(request));
            }
            case "PATCH file" -> {
                StoredFile former = projects.file(id, parts.getLast());
                files.put(parts.getLast(), new StoredFile(former.name(), received(request)));
            }
            default -> {
                projects.file(id, parts.getLast());
                files.remove(parts.getLast());
            }
        }
    }

    private String filename(RawRequest request) {
        if (request.argument("filename").isEmpty() && request.filename().isPresent()) {
            return request.filename().get();
        }
        String name = request.text("filename", faults);
        RawPath.check(name, "filename");
        return RawPath.normal(name, faults).substring(1);
    }

    private Path received(RawRequest request) throws IOException {
        Path blob = blobs.store(request.content());
        try {
            request.finish();
        } catch (IOException cut) {
            if (!faults.has(Fault.STORES_WHAT_CAME_OF_A_CUT_UPLOAD)) {
                throw cut;
            }
        }
        if (faults.has(Fault.REFUSES_EMPTY_FILES) && blobs.length(blob) == 0) {
            throw new Refused(400, "files is empty.");
        }
        return blob;
    }

    private void send(HttpExchange exchange, StoredFile file) throws IOException {
        try (InputStream content = blobs.open(file.blob())) {
            RawAnswer.content(exchange, content, blobs.length(file.blob()));
        }
    }
}
