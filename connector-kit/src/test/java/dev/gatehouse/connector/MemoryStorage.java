package dev.gatehouse.connector;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Files of people in memory. */
public final class MemoryStorage implements FileStorage {
    private final Map<String, Map<String, byte[]>> people = new ConcurrentHashMap<>();

    private Map<String, byte[]> files(Account account) {
        return people.computeIfAbsent(account.user(), user -> new ConcurrentHashMap<>());
    }

    private static ConnectorException missing(FilePath path) {
        return new ConnectorException(Failure.NOT_FOUND, "There is no " + path + ".");
    }

    @Override
    public FileContent read(Account account, FilePath file) {
        byte[] bytes = files(account).get(file.toString());
        if (bytes == null) {
            throw missing(file);
        }
        return FileContent.of(bytes);
    }

    @Override
    public void write(Account account, FilePath file, FileContent content) throws IOException {
        files(account).put(file.toString(), content.stream().readAllBytes());
    }

    @Override
    public void update(Account account, FilePath file, FileContent content) throws IOException {
        if (!files(account).containsKey(file.toString())) {
            throw missing(file);
        }
        write(account, file, content);
    }

    @Override
    public void delete(Account account, FilePath path) {
        String folder = path + (path.folder() ? "" : "/");
        boolean removed =
                files(account).keySet().removeIf(file -> file.equals(path.toString()) || file.startsWith(folder));
        if (!removed) {
            throw missing(path);
        }
    }

    @Override
    public List<FilePath> list(Account account, FilePath folder) {
        String prefix = folder + (folder.folder() ? "" : "/");
        TreeMap<String, FilePath> found = files(account).keySet().stream()
                .filter(file -> file.startsWith(prefix))
                .map(file -> file.substring(prefix.length()))
                .map(rest -> FilePath.parse(prefix + rest.replaceFirst("/.*", "/")))
                .collect(Collectors.toMap(FilePath::toString, path -> path, (one, other) -> one, TreeMap::new));
        if (found.isEmpty() && !folder.names().isEmpty() && !files(account).containsKey(folder.toString())) {
            throw missing(folder);
        }
        return List.copyOf(found.values());
    }
}
