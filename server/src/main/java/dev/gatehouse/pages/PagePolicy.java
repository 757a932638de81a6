package dev.gatehouse.pages;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a page may do besides showing itself, as its Content-Security-Policy says. Immutable.
 *
 * @param formAction where its form, and the redirections that answer it, may lead
 * @param ownScripts whether scripts of ours may run
 * @param frames whose pages may be shown in frames
 */
public record PagePolicy(String formAction, boolean ownScripts, List<String> frames) {
    /** A page to read. */
    public static final PagePolicy NO_FORM = new PagePolicy("'none'", false, List.of());

    private static final String SELF = "'self'";

    /** A form to ourselves. Browsers apply the policy to the redirections that answer it, too. */
    public static PagePolicy formToUs(@Nullable URI... goesOnTo) {
        return form(SELF, goesOnTo);
    }

    /** A form to ourselves that leads to a site of which nobody knows whereto it sends people to sign in. */
    public static PagePolicy formToSecureSites(@Nullable URI... goesOnTo) {
        return form(SELF + " https:", goesOnTo);
    }

    /** A form to another site, which a script of ours sends. */
    public static PagePolicy formSentTo(URI site) {
        return new PagePolicy(source(site), true, List.of());
    }

    /** No form, but frames of these sites, and a script of ours. */
    public static PagePolicy framing(List<URI> sites) {
        return new PagePolicy(
                "'none'",
                true,
                sites.stream().map(PagePolicy::source).distinct().toList());
    }

    private static PagePolicy form(String first, @Nullable URI... goesOnTo) {
        Stream<String> others = Stream.of(goesOnTo)
                .filter(Objects::nonNull)
                .map(PagePolicy::source)
                .distinct();
        return new PagePolicy(
                Stream.concat(Stream.of(first), others).collect(Collectors.joining(" ")), false, List.of());
    }

    String header() {
        List<String> directives = List.of(
                "default-src 'none'",
                "style-src 'self'",
                "img-src 'self'",
                "base-uri 'none'",
                "form-action " + formAction,
                "frame-ancestors 'none'");
        return String.join("; ", directives)
                + (ownScripts ? "; script-src 'self'" : "")
                + (frames.isEmpty() ? "" : "; frame-src " + String.join(" ", frames));
    }

    /** A source of a policy (CSP level 3 section 2.3.1): the origin, or the scheme where there is no host. */
    private static String source(URI uri) {
        // An IPv6 address is no host in a policy's grammar; its scheme is.
        if (uri.getHost() == null || uri.getHost().startsWith("[")) {
            return uri.getScheme() + ":";
        }
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
