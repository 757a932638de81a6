package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.Unreadable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A path of the document with what stands there and what its {@code $ref} leads to. Where both say something, the path's
 * own word counts: OpenAPI leaves that case open, and this way a shared item can be adapted.
 *
 * @param path as it is written
 * @param chain the objects that make it up, the nearest first
 */
record PathItem(Member path, List<Node.Mapping> chain) {

    static PathItem of(Member path, LocalReferences references) {
        return new PathItem(path, references.chain(path.mapping()));
    }

    Optional<Member> member(String name) {
        return chain.stream().flatMap(part -> part.member(name).stream()).findFirst();
    }

    /** The operation for a method (lower case); ERR12103 where the method is written as {@code GET} or {@code Get}. */
    Optional<Member> operation(String method, Notes notes) {
        String upper = method.toUpperCase(Locale.ROOT);
        String capitalised = upper.charAt(0) + method.substring(1);
        member(upper).or(() -> member(capitalised)).ifPresent(wrong -> {
            throw Unreadable.at(wrong, "method '%s' must be written '%s'".formatted(wrong.name(), method));
        });
        if (chain.stream().filter(part -> part.member(method).isPresent()).count() > 1) {
            notes.add("Path %s has '%s' both itself and behind its $ref; its own was taken."
                    .formatted(Unreadable.quote(path.name()), method));
        }
        return member(method);
    }
}
