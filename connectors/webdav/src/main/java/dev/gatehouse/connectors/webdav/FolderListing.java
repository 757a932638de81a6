package dev.gatehouse.connectors.webdav;

import dev.gatehouse.connector.FilePath;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server tells of a folder: itself, and what is in it. Stateless. */
final class FolderListing {
    private static final Logger LOG = LoggerFactory.getLogger(FolderListing.class);

    private FolderListing() {}

    /**
     * What is in the folder. Only the last name of an entry counts, so that no answer leads out of the folder.
     *
     * @param asked the names of the path that was asked for; a proxy may have shown the server another one
     */
    static List<FilePath> children(FilePath folder, List<String> asked, List<Entry> entries) {
        int depth = depth(asked, entries);
        List<FilePath> children = new ArrayList<>(entries.size());
        int unusable = 0;
        for (Entry entry : entries) {
            if (entry.names().size() != depth + 1
                    || TemporaryName.is(entry.names().getLast())) {
                continue;
            }
            try {
                children.add(child(folder, entry));
            } catch (IllegalArgumentException e) {
                unusable++;
            }
        }
        if (unusable > 0) {
            LOG.warn(
                    "{} entries of a folder are left out: their names have characters in them that paths may not",
                    unusable);
        }
        return children;
    }

    private static FilePath child(FilePath folder, Entry entry) {
        String name = entry.names().getLast();
        return entry.folder() ? folder.folder(name) : folder.file(name);
    }

    /** How many names the folder itself has; it is among the entries, and has the least. */
    private static int depth(List<String> asked, List<Entry> entries) {
        if (entries.stream().anyMatch(entry -> entry.isUnder(asked))) {
            return asked.size();
        }
        return entries.stream().mapToInt(entry -> entry.names().size()).min().orElse(asked.size());
    }
}
