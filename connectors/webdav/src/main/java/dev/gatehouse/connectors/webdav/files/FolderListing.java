package dev.gatehouse.connectors.webdav.files;

import dev.gatehouse.connector.FilePath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
        List<Named> all = entries.stream().flatMap(Named::of).toList();
        int depth = depth(asked, all);
        List<FilePath> children = new ArrayList<>(all.size());
        int unusable = 0;
        for (Named entry : all) {
            if (entry.names().size() != depth + 1
                    || TemporaryName.is(entry.names().getLast())) {
                continue;
            }
            try {
                children.add(entry.in(folder));
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

    /** How many names the folder itself has; it is among the entries, and has the least. */
    private static int depth(List<String> asked, List<Named> entries) {
        if (entries.stream().anyMatch(entry -> entry.isUnder(asked))) {
            return asked.size();
        }
        return entries.stream().mapToInt(entry -> entry.names().size()).min().orElse(asked.size());
    }

    /** A file or folder with the names of its path at the server. */
    private record Named(List<String> names, boolean folder) {
        /** Nothing where its name is not UTF-8, so that nobody could ask for it. */
        static Stream<Named> of(Entry entry) {
            return DavPath.names(entry.href()).stream().map(names -> new Named(names, entry.folder()));
        }

        boolean isUnder(List<String> asked) {
            return names.size() >= asked.size()
                    && names.subList(0, asked.size()).equals(asked);
        }

        FilePath in(FilePath parent) {
            return folder ? parent.folder(names.getLast()) : parent.file(names.getLast());
        }
    }
}
