package dev.gatehouse.connectors.invenio.description;

import java.util.List;
import java.util.Optional;

/**
 * Who made something: a person, or an organisation.
 *
 * @param name as it is to be shown; of a person, {@code Family, Given} where both are known
 * @param family the family name of a person; the whole name where it was not told apart
 * @param given the given name of a person; empty where it is not known
 * @param orcid such as {@code 0000-0002-1825-0097}
 * @param affiliations names of organisations
 * @param organisation whether it is an organisation
 */
public record Creator(
        String name,
        String family,
        String given,
        Optional<String> orcid,
        List<String> affiliations,
        boolean organisation) {
    public Creator {
        affiliations = List.copyOf(affiliations);
    }

    /** A person whose name is told apart. */
    public static Creator of(String family, String given, Optional<String> orcid, List<String> affiliations) {
        return new Creator(given.isEmpty() ? family : family + ", " + given, family, given, orcid, affiliations, false);
    }

    /** A person of this name: what stands before a comma is the family name, or else the last word. */
    public static Creator named(String name, Optional<String> orcid, List<String> affiliations) {
        int comma = name.indexOf(',');
        if (comma > 0) {
            String given = name.substring(comma + 1).strip();
            return of(name.substring(0, comma).strip(), given, orcid, affiliations);
        }
        int space = name.lastIndexOf(' ');
        return space < 0
                ? of(name, "", orcid, affiliations)
                : of(name.substring(space + 1), name.substring(0, space).strip(), orcid, affiliations);
    }

    /** An organisation. */
    public static Creator organisation(String name) {
        return new Creator(name, name, "", Optional.empty(), List.of(), true);
    }

    /** As it is said: {@code Given Family}. */
    public String spoken() {
        return organisation || given.isEmpty() ? name : given + " " + family;
    }
}
