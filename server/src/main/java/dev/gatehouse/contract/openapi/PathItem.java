package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.References;
import dev.gatehouse.contract.document.StandardFilter;
import dev.gatehouse.contract.document.Unreadable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A path of the document with what stands there and what its {@code $ref} leads to. Where both say something, the path's
 * own word counts: OpenAPI leaves that case open, and this way a shared item can be adapted.
 *
 * @param path as it is written
 * @param chain the objects that make it up, the nearest first
 */
record PathItem(Member path, List<Node.Mapping> chain) {
    private static final Set<String> NO_METHODS = Set.of("$ref", "summary", "description", "parameters", "servers");

    static PathItem of(Member path, References references) {
        return new PathItem(path, references.chain(path.mapping()));
    }

    Optional<Member> member(String name) {
        return chain.stream().flatMap(part -> part.member(name).stream()).findFirst();
    }

    /** The operation for a method of the dialect, as it is written in the document. */
    Optional<Member> operation(String method, Notes notes) {
        if (chain.stream().filter(part -> part.member(method).isPresent()).count() > 1) {
            notes.add("Path %s has '%s' both itself and behind its $ref; its own was taken."
                    .formatted(Unreadable.quote(path.name()), method));
        }
        return member(method);
    }

    /** Notes what is no member of a path; ERR12103 where a method is written as {@code GET} or {@code Get}. */
    void look(OpenApiDialect dialect, Notes notes) {
        chain.stream()
                .flatMap(part -> part.members().values().stream())
                .filter(member -> !isKnown(member.name(), dialect))
                .forEach(member -> unknown(member, dialect, notes));
    }

    private static boolean isKnown(String name, OpenApiDialect dialect) {
        return NO_METHODS.contains(name)
                || StandardFilter.isExtension(name)
                || dialect.methods().contains(name)
                || dialect.additionalOperations().equals(Optional.of(name));
    }

    private void unknown(Member member, OpenApiDialect dialect, Notes notes) {
        String method = member.name().toLowerCase(Locale.ROOT);
        if (dialect.methods().contains(method)) {
            throw Unreadable.at(member, "method '%s' must be written '%s'".formatted(member.name(), method));
        }
        notes.add("Path %s has %s at line %d, which is no method that %s knows; it was left out."
                .formatted(
                        Unreadable.quote(path.name()),
                        Unreadable.quote(member.name()),
                        member.line(),
                        dialect.words()));
    }
}
