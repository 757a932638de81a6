package dev.gatehouse.decision;

import dev.gatehouse.decision.Decision.Allowed;
import dev.gatehouse.decision.Decision.Evasive;
import dev.gatehouse.decision.Decision.NotRegistered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of one service, compiled so that the one a request is for is found in a time that does not depend on how
 * many there are. Immutable and thread-safe.
 *
 * <p><b>Which endpoint.</b> A template matches segment by segment; a parameter takes one segment, which must not be empty.
 * A literal comes before a mixed segment such as <code>{id}:cancel</code>, that before a parameter, and that before
 * <code>{path+}</code>, which takes all that follows. Where two templates match and neither is at least as specific in
 * every segment, both count. A trailing slash is part of a path. HEAD is decided as GET where no endpoint for HEAD matches.
 *
 * <p><b>Never looser.</b> Servers read unusual targets differently. Therefore every reading of the target
 * ({@link RequestTarget}) has to lead to a registered endpoint, and all of these have to accept the token. So do those that
 * the request would be for if case, a trailing slash, dots and spaces at the end of a segment, or a file extension made no
 * difference, or if nothing were decoded at all; where these lead nowhere, nothing is asked of them. Methods that
 * header fields or a query parameter {@code _method} name in place of the real one are never honoured, but count as
 * further readings.
 *
 * <p><b>Preflight.</b> An OPTIONS request that asks about another method (CORS protocol of the Fetch standard) is allowed
 * without a token where the endpoint it asks about is registered, unless an endpoint for OPTIONS is: then that decides.
 *
 * <p>Only names that begin with a slash are HTTP endpoints; others are ignored here.
 */
public final class EndpointIndex {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    private static final Finding NOT_REGISTERED = new Finding.Settled(new NotRegistered());
    private static final Finding OTHER_READING =
            evasive("it can be read as a path or method for which nothing is registered");
    private static final Finding TOO_MANY = evasive("too many endpoints match it");

    private final TemplateTree tree;
    private final TemplateTree foldedTree;
    private final boolean templatesHaveCase;
    private final boolean templatesEndWithSlash;
    private final int size;

    private EndpointIndex(List<EndpointTemplate> templates) {
        this.tree = new TemplateTree(templates);
        this.templatesHaveCase =
                templates.stream().anyMatch(template -> template.path().hasCase());
        this.foldedTree = templatesHaveCase
                ? new TemplateTree(
                        templates.stream().map(EndpointTemplate::folded).toList())
                : tree;
        this.templatesEndWithSlash =
                templates.stream().anyMatch(template -> template.path().endsWithSlash());
        this.size = templates.size();
    }

    /** Those that are no HTTP endpoints are left out. */
    public static EndpointIndex of(Collection<GuardedEndpoint> endpoints) {
        return new EndpointIndex(endpoints.stream()
                .filter(GuardedEndpoint::isHttp)
                .map(EndpointTemplate::of)
                .toList());
    }

    /** How many HTTP endpoints there are. */
    public int size() {
        return size;
    }

    /** What a request is for. Never blocks and never throws for what a client sent. */
    public Finding find(ForwardedRequest request) {
        return find(request, (ReadingListener) null);
    }

    /** The same, telling each way to read it. @param listener null for nobody */
    public Finding find(ForwardedRequest request, @Nullable ReadingListener listener) {
        RequestTarget target = RequestTarget.parse(request.target());
        if (target.problem() != null) {
            return evasive(target.problem());
        }
        Finding finding = find(request, target, listener);
        if (finding != NOT_REGISTERED) {
            return finding;
        }
        ForwardedRequest announced = request.announced();
        return announced != null && find(announced, target, listener) instanceof Finding.Found asked
                ? new Finding.Settled(new Allowed(asked.endpoints().get(0)))
                : NOT_REGISTERED;
    }

    /** Decides at once; {@code scopes} as in {@link Finding#decide}. */
    public Decision decide(ForwardedRequest request, @Nullable Collection<String> scopes) {
        return find(request).decide(scopes);
    }

    private Finding find(ForwardedRequest request, RequestTarget target, @Nullable ReadingListener listener) {
        Reading first = target.readings().get(0);
        List<EndpointTemplate> plain = best(tree, first.segments(), request.method());
        if (plain == null || plain.isEmpty()) {
            tell(listener, request.method(), first, true, List.of());
            return plain == null ? TOO_MANY : NOT_REGISTERED;
        }
        Set<String> methods = methods(request, target);
        if (target.isPlain() && methods.size() == 1 && variants(first).isEmpty()) {
            tell(listener, request.method(), first, true, plain);
            return plain.get(0).found(plain);
        }
        return findAll(target, methods, listener);
    }

    private static void tell(
            @Nullable ReadingListener listener,
            String method,
            Reading reading,
            boolean required,
            List<EndpointTemplate> best) {
        if (listener != null) {
            listener.read(
                    method,
                    "/" + String.join("/", reading.segments()),
                    required,
                    best.stream().map(EndpointTemplate::endpoint).toList());
        }
    }

    private Finding findAll(RequestTarget target, Set<String> methods, @Nullable ReadingListener listener) {
        Set<GuardedEndpoint> endpoints = new LinkedHashSet<>();
        for (String method : methods) {
            for (Reading reading : target.readings()) {
                List<EndpointTemplate> best = best(tree, reading.segments(), method);
                if (best == null) {
                    return TOO_MANY;
                }
                tell(listener, method, reading, reading.required(), best);
                if (best.isEmpty() && reading.required()) {
                    return OTHER_READING;
                }
                best.forEach(template -> endpoints.add(template.endpoint()));
                if (!addCareless(reading, method, endpoints, listener)) {
                    return TOO_MANY;
                }
            }
        }
        return new Finding.Found(List.copyOf(endpoints));
    }

    /** Adds what it would be for in the eyes of servers that do not care; false where that is too much to tell. */
    private boolean addCareless(
            Reading reading, String method, Set<GuardedEndpoint> endpoints, @Nullable ReadingListener listener) {
        for (Reading variant : variants(reading)) {
            Matches matches = new Matches();
            tree.match(reading.segments(), method, matches);
            tree.match(variant.segments(), method, matches);
            Reading folded = variant.folded();
            if (templatesHaveCase || folded != variant) {
                foldedTree.match(folded.segments(), method, matches);
            }
            if (matches.isIncomplete()) {
                return false;
            }
            List<EndpointTemplate> best = matches.best();
            tell(listener, method, variant, false, best);
            best.forEach(template -> endpoints.add(template.endpoint()));
        }
        return true;
    }

    /** What careless servers take it for; none where not even these could take another template for it. */
    private List<Reading> variants(Reading reading) {
        List<Reading> variants = List.of();
        if (templatesHaveCase || reading.folded() != reading) {
            variants = with(reading, variants);
        }
        if (templatesEndWithSlash || reading.endsWithSlash()) {
            variants = with(reading.withOtherEnding(), variants);
        }
        if (reading.segments().size() > 1 && reading.endsWithSlash()) {
            variants = with(reading.withOtherEnding().withoutExtension(), variants);
        }
        Reading bare = reading.withoutExtension();
        if (bare != reading) {
            variants = with(bare, variants);
        }
        Reading trimmed = reading.trimmed();
        if (trimmed != reading) {
            variants = with(trimmed, variants);
            variants = with(trimmed.withOtherEnding(), variants);
            variants = with(trimmed.withoutExtension(), variants);
        }
        return variants;
    }

    private static List<Reading> with(Reading one, List<Reading> others) {
        List<Reading> all = others.isEmpty() ? new ArrayList<>(4) : others;
        all.add(one);
        return all;
    }

    /** The best matches; null where there are too many ways to match. */
    private static @Nullable List<EndpointTemplate> best(TemplateTree tree, List<String> segments, String method) {
        Matches matches = new Matches();
        tree.match(segments, method, matches);
        return matches.isIncomplete() ? null : matches.best();
    }

    private static Set<String> methods(ForwardedRequest request, RequestTarget target) {
        List<String> inQuery = target.query().isEmpty() ? List.of() : MethodOverrides.inQuery(target.query());
        if (inQuery.isEmpty() && request.methodOverrides().isEmpty()) {
            return Set.of(request.method());
        }
        Set<String> methods = new LinkedHashSet<>();
        methods.add(request.method());
        inQuery.stream()
                .map(MethodOverrides::upperCase)
                .filter(METHODS::contains)
                .forEach(methods::add);
        request.methodOverrides().stream().map(MethodOverrides::upperCase).forEach(methods::add);
        return methods;
    }

    private static Finding evasive(String reason) {
        return new Finding.Settled(new Evasive(reason));
    }
}
