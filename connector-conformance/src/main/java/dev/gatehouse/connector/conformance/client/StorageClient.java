package dev.gatehouse.connector.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** The calls of the interface {@code fileStorage}, made for one person. For any number of threads. */
public final class StorageClient {
    public static final String FILE = "/storage/file";
    public static final String FOLDER = "/storage/folder";

    private static final AtomicLong FOLDERS = new AtomicLong();

    private final ConnectorClient connector;
    private final String userId;
    private final String runFolder;

    /** @param runFolder the folder that all of these tests' folders are in, such as {@code /tests/} */
    public StorageClient(ConnectorClient connector, String userId, String runFolder) {
        this.connector = connector;
        this.userId = userId;
        this.runFolder = runFolder;
    }

    ConnectorClient connector() {
        return connector;
    }

    public String runFolder() {
        return runFolder;
    }

    /** The same calls for somebody else. */
    public StorageClient as(String otherUser) {
        return new StorageClient(connector, otherUser, runFolder);
    }

    /** The path of a folder that nothing was written to yet. */
    public String newFolder() {
        return runFolder + FOLDERS.incrementAndGet() + "/";
    }

    public CallArguments arguments(String path) {
        return CallArguments.none().with("filepath", path).with("userId", userId);
    }

    public Reply read(String path) {
        return connector.send(reading(path));
    }

    /** The bytes of a file that is there, while they come. */
    public InputStream open(String path) {
        return connector.open(reading(path));
    }

    ConnectorCall reading(String path) {
        return ConnectorCall.of("GET", FILE).json(arguments(path));
    }

    public Reply write(String path, Content content) {
        return upload("POST", path, content);
    }

    public Reply update(String path, Content content) {
        return upload("PATCH", path, content);
    }

    public Reply upload(String method, String path, Content content) {
        return connector.send(ConnectorCall.of(method, FILE).form(Multipart.of(arguments(path), content)));
    }

    public Reply delete(String path) {
        return connector.send(ConnectorCall.of("DELETE", FILE).json(arguments(path)));
    }

    public Reply list(String path) {
        return connector.send(ConnectorCall.of("GET", FOLDER).json(arguments(path)));
    }

    /** Writes a file that has to be taken. */
    public void store(String path, Content content) {
        write(path, content).expect(200);
    }

    public void store(String path, String text) {
        store(path, Content.of(text));
    }

    /** Expects a file with exactly this content. */
    public void expectText(String path, String text) {
        assertThat(read(path).expect(200).text()).as("content of %s", path).isEqualTo(text);
    }

    /** Expects that nothing can be read there; how that is told is another promise. */
    public void expectNothingAt(String path) {
        assertThat(read(path).status()).as("status of reading %s", path).isGreaterThanOrEqualTo(400);
    }

    /** Expects the folder to have exactly these names in it, in whatever form they are listed. */
    public void expectNames(String folder, String... names) {
        assertThat(names(folder)).as("names in %s", folder).containsExactlyInAnyOrder(names);
    }

    public List<String> names(String folder) {
        return entries(folder).stream()
                .map(entry -> entry.startsWith(folder) ? entry.substring(folder.length()) : entry)
                .map(entry -> entry.contains("/") ? entry.substring(0, entry.indexOf('/')) : entry)
                .distinct()
                .toList();
    }

    /** The list of a folder that is there. */
    public List<String> entries(String folder) {
        JsonNode files = list(folder).expect(200).json().get("files");
        assertThat(files).as("member \"files\" of the list of %s", folder).isNotNull();
        assertThat(files.isArray()).as("\"files\" is an array").isTrue();
        List<String> entries = new ArrayList<>();
        files.forEach(entry -> entries.add(entry.asString()));
        return entries;
    }
}
