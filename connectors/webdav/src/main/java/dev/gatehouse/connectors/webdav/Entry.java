package dev.gatehouse.connectors.webdav;

import com.github.sardine.model.Prop;
import com.github.sardine.model.Propstat;
import com.github.sardine.model.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a server tells of one file or folder.
 *
 * @param names its path at the server, from the server's own root
 */
record Entry(List<String> names, boolean folder) {
    Entry {
        names = List.copyOf(names);
    }

    /** @return nothing where its name is not UTF-8, so that nobody could ask for it */
    static Optional<Entry> of(Response response) {
        String href = response.getHref().isEmpty() ? "" : response.getHref().getFirst();
        return DavPath.names(href).map(names -> new Entry(names, isFolder(response, href)));
    }

    private static boolean isFolder(Response response, String href) {
        return response.getPropstat().stream()
                .map(Propstat::getProp)
                .filter(Objects::nonNull)
                .map(Prop::getResourcetype)
                .filter(Objects::nonNull)
                .findFirst()
                .map(type -> type.getCollection() != null)
                .orElse(href.endsWith("/"));
    }

    boolean isUnder(List<String> folder) {
        return names.size() >= folder.size() && names.subList(0, folder.size()).equals(folder);
    }
}
