package dev.gatehouse.connectors.webdav.files;

import java.util.List;

/**
 * What a server tells of one file or folder.
 *
 * @param href its path at the server, from the server's own root, or its whole URL
 * @param missing whether there is no such thing
 * @param principals the paths of who asks, where that was asked
 */
record Entry(String href, boolean missing, boolean folder, List<String> principals) {
    Entry {
        principals = List.copyOf(principals);
    }

    Kind kind() {
        if (missing) {
            return Kind.NOTHING;
        }
        return folder ? Kind.FOLDER : Kind.FILE;
    }
}
