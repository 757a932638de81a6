package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.document.Node;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What a document calls itself ({@code $self}, OpenAPI 3.2), so that references by that name stay inside. Immutable.
 *
 * @param uri null where it has no name
 */
record OwnUri(@Nullable URI uri) {
    static OwnUri of(Node.Mapping root, OpenApiDialect dialect) {
        return new OwnUri(
                dialect.knowsUris()
                        ? root.member("$self")
                                .map(self -> parsed(self.string()))
                                .orElse(null)
                        : null);
    }

    /** The fragment of a reference that names the document itself; others as they are. */
    String inside(String reference) {
        int fragment = reference.indexOf('#');
        String document = fragment < 0 ? reference : reference.substring(0, fragment);
        return isOwn(document) ? (fragment < 0 ? "#" : reference.substring(fragment)) : reference;
    }

    /** Whether a reference without its fragment names this document. */
    boolean isOwn(String document) {
        URI named = parsed(document);
        if (uri == null || named == null || document.isEmpty()) {
            return false;
        }
        return uri.resolve(named).equals(withoutFragment(uri));
    }

    private static URI withoutFragment(URI uri) {
        return uri.getRawFragment() == null ? uri : URI.create(uri.toString().replaceFirst("#.*", ""));
    }

    private static @Nullable URI parsed(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
