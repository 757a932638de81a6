package dev.gatehouse.connector.conformance.raw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** Files of one person: a folder is there as long as something is in it. */
final class RawStorage {
    private final NavigableMap<String, Path> files = new ConcurrentSkipListMap<>();
    private final Blobs blobs;
    private final Faults faults;

    RawStorage(Blobs blobs, Faults faults) {
        this.blobs = blobs;
        this.faults = faults;
    }

    Path read(String path) {
        if (isFolder(path)) {
            throw new Refused(409, path + " is a folder.");
        }
        return existing(path);
    }

    void write(String path, RawRequest request, boolean isUpdate) throws IOException {
        if (isUpdate && !faults.has(Fault.UPDATES_MISSING_FILES)) {
            existing(path);
        }
        if (faults.has(Fault.SHOWS_UPLOADS_UNDER_WAY)) {
            files.put(path + ".part", blobs.store(InputStream.nullInputStream()));
        }
        try {
            Path blob = received(request);
            commit(path, blob);
        } finally {
            files.remove(path + ".part");
        }
    }

    private Path received(RawRequest request) throws IOException {
        Path blob = blobs.store(request.content());
        try {
            request.finish();
            refuseEmpty(blob);
            return blob;
        } catch (IOException | Refused broken) {
            if (broken instanceof IOException && faults.has(Fault.STORES_WHAT_CAME_OF_A_CUT_UPLOAD)) {
                return blob;
            }
            blobs.remove(blob);
            throw broken;
        }
    }

    private void refuseEmpty(Path blob) throws IOException {
        if (faults.has(Fault.REFUSES_EMPTY_FILES) && blobs.length(blob) == 0) {
            throw new Refused(400, "files is empty.");
        }
    }

    private void commit(String path, Path blob) throws IOException {
        Path former = files.get(path);
        if (former != null && faults.has(Fault.MIXES_CONCURRENT_WRITES)) {
            blobs.overwrite(former, blob);
            blobs.remove(blob);
            return;
        }
        put(path, blob);
    }

    private synchronized void put(String path, Path blob) {
        boolean belowAFile = false;
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            belowAFile |= files.containsKey(path.substring(0, slash));
        }
        if (path.isEmpty() || isFolder(path) || belowAFile) {
            blobs.remove(blob);
            throw new Refused(409, path + " cannot be written.");
        }
        Path former = files.put(path, blob);
        if (former != null) {
            blobs.remove(former);
        }
    }

    synchronized void delete(String path) {
        if (files.containsKey(path)) {
            blobs.remove(files.remove(path));
            return;
        }
        if (!isFolder(path)) {
            throw new Refused(404, "There is nothing at " + path + ".");
        }
        NavigableMap<String, Path> below = below(path);
        below.values().forEach(blobs::remove);
        below.clear();
    }

    Set<String> list(String path) {
        if (files.containsKey(path)) {
            return Set.of();
        }
        if (!path.isEmpty() && !isFolder(path)) {
            throw new Refused(404, "There is no folder " + path + ".");
        }
        Set<String> entries = new LinkedHashSet<>();
        for (String file : below(path).keySet()) {
            entries.add(entry(path, file));
            if (entries.size() == 100 && faults.has(Fault.LISTS_AT_MOST_100)) {
                break;
            }
        }
        return entries;
    }

    private String entry(String folder, String file) {
        int slash = file.indexOf('/', folder.length() + 1);
        if (slash < 0 || faults.has(Fault.LISTS_ALL_THAT_IS_BELOW)) {
            return named(folder, file);
        }
        return named(folder, file.substring(0, faults.has(Fault.LISTS_FOLDERS_WITHOUT_SLASH) ? slash : slash + 1));
    }

    private String named(String folder, String path) {
        return faults.has(Fault.LISTS_NAMES_IN_PLACE_OF_PATHS) ? path.substring(folder.length() + 1) : path;
    }

    private Path existing(String path) {
        Path blob = files.get(path);
        if (blob == null) {
            throw new Refused(404, "There is no file " + path + ".");
        }
        return blob;
    }

    private boolean isFolder(String path) {
        return path.isEmpty() || !below(path).isEmpty();
    }

    /** The slash's successor among the characters ends what begins with the path and a slash. */
    private NavigableMap<String, Path> below(String path) {
        return files.subMap(path + "/", false, path + (char) ('/' + 1), false);
    }
}
