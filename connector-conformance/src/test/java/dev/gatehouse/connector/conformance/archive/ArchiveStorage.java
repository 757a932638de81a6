package dev.gatehouse.connector.conformance.archive;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connector.FileStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Files of people; a folder is there as long as something is in it. */
final class ArchiveStorage implements FileStorage {
    private final Map<String, NavigableMap<String, Path>> people = new ConcurrentHashMap<>();
    private final ContentStore contents;

    ArchiveStorage(ContentStore contents) {
        this.contents = contents;
    }

    @Override
    public FileContent read(Account account, FilePath file) throws IOException {
        return contents.read(existing(files(account), file));
    }

    @Override
    public void write(Account account, FilePath file, FileContent content) throws IOException {
        NavigableMap<String, Path> files = files(account);
        Path stored = contents.store(content);
        synchronized (files) {
            if (!below(files, file).isEmpty() || isBelowAFile(files, file)) {
                contents.remove(stored);
                throw new ConnectorException(Failure.CONFLICT, "Something else is at " + file + ".");
            }
            Path former = files.put(file.toString(), stored);
            if (former != null) {
                contents.remove(former);
            }
        }
    }

    @Override
    public void update(Account account, FilePath file, FileContent content) throws IOException {
        existing(files(account), file);
        write(account, file, content);
    }

    @Override
    public void delete(Account account, FilePath path) {
        NavigableMap<String, Path> files = files(account);
        synchronized (files) {
            NavigableMap<String, Path> below = below(files, path);
            Path file = path.folder() ? null : files.remove(path.toString());
            if (file == null && below.isEmpty()) {
                throw missing(path);
            }
            List<Path> removed = new ArrayList<>(below.values());
            below.clear();
            removed.forEach(contents::remove);
            if (file != null) {
                contents.remove(file);
            }
        }
    }

    @Override
    public List<FilePath> list(Account account, FilePath folder) {
        NavigableMap<String, Path> files = files(account);
        NavigableMap<String, Path> below = below(files, folder);
        if (below.isEmpty() && !folder.names().isEmpty() && !files.containsKey(folder.toString())) {
            throw missing(folder);
        }
        int depth = folder.names().size();
        Set<FilePath> entries = new LinkedHashSet<>();
        for (String file : below.keySet()) {
            List<String> names = FilePath.parse(file).names();
            entries.add(new FilePath(names.subList(0, depth + 1), names.size() > depth + 1));
        }
        return List.copyOf(entries);
    }

    private NavigableMap<String, Path> files(Account account) {
        return people.computeIfAbsent(Visitors.name(account), name -> new ConcurrentSkipListMap<>());
    }

    private static Path existing(NavigableMap<String, Path> files, FilePath file) {
        Path stored = files.get(file.toString());
        if (stored == null && !below(files, file).isEmpty()) {
            throw new ConnectorException(Failure.CONFLICT, file + " is a folder.");
        }
        if (stored == null) {
            throw missing(file);
        }
        return stored;
    }

    private static boolean isBelowAFile(NavigableMap<String, Path> files, FilePath file) {
        for (FilePath above = file.parent(); !above.names().isEmpty(); above = above.parent()) {
            if (files.containsKey(above.asFile().toString())) {
                return true;
            }
        }
        return false;
    }

    /** The slash's successor among the characters ends what begins with the path and a slash. */
    private static NavigableMap<String, Path> below(NavigableMap<String, Path> files, FilePath path) {
        String folder = path.folder() ? path.toString() : path + "/";
        return files.subMap(folder, false, folder.substring(0, folder.length() - 1) + (char) ('/' + 1), false);
    }

    private static ConnectorException missing(FilePath path) {
        return new ConnectorException(Failure.NOT_FOUND, "There is nothing at " + path + ".");
    }
}
