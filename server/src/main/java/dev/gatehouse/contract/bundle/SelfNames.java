package dev.gatehouse.contract.bundle;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.contract.document.DocumentReader;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.SourceText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files by what they call themselves ({@code $self}, OpenAPI 3.2), which references may name. Not thread-safe. */
final class SelfNames {
    private final DocumentFiles files;
    private final Map<String, URI> names = new HashMap<>();
    private @Nullable Map<URI, String> paths;

    SelfNames(DocumentFiles files) {
        this.files = files;
    }

    /** What a reference names, where it is the name of a file rather than a path. @param from the file that has it */
    Optional<FileReference> named(String from, String reference) {
        int sign = reference.indexOf('#');
        URI document = parsed(sign < 0 ? reference : reference.substring(0, sign));
        if (sign == 0 || document == null) {
            return Optional.empty();
        }
        Map<URI, String> known = paths();
        URI base = names.get(from);
        return Optional.ofNullable(known.get(base == null ? document : base.resolve(document)))
                .map(path -> new FileReference(path, sign < 0 ? "" : reference.substring(sign + 1)));
    }

    private Map<URI, String> paths() {
        Map<URI, String> known = paths;
        if (known == null) {
            known = new HashMap<>();
            for (String path : files.paths()) {
                self(path).ifPresent(uri -> names.put(path, uri));
            }
            for (Map.Entry<String, URI> entry : names.entrySet()) {
                known.put(entry.getValue(), entry.getKey());
            }
            paths = known;
        }
        return known;
    }

    /** Files that cannot be read have no name; who leads to them is told that they cannot. */
    private Optional<URI> self(String path) {
        try {
            Node root = DocumentReader.read(SourceText.of(files.content(path)), ProbeFilter.ROOT)
                    .root();
            return root instanceof Node.Mapping mapping
                    ? mapping.member("$self")
                            .filter(member -> member.value() instanceof Node.Scalar)
                            .map(Member::text)
                            .map(SelfNames::parsed)
                    : Optional.empty();
        } catch (ApiException unreadable) {
            return Optional.empty();
        }
    }

    private static @Nullable URI parsed(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
