package dev.gatehouse.decision;

import dev.gatehouse.decision.Decision.Allowed;
import dev.gatehouse.decision.Decision.Evasive;
import dev.gatehouse.decision.Decision.NotRegistered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * the request would be for if case, a trailing slash, dots and spaces at the end of a segment, or file extensions made no
 * difference, if a parameter could be empty or one for the rest nothing, or if nothing were decoded at all; where these
 * lead nowhere, nothing is asked of them. Methods that header fields or query parameters ({@link MethodParameters}) name
 * in place of the real one are never honoured, but count as further readings.
 *
 * <p><b>Preflight.</b> An OPTIONS request that asks about another method (CORS protocol of the Fetch standard) is allowed
 * without a token where the endpoint it asks about is registered, unless an endpoint for OPTIONS is: then that decides.
 *
 * <p>Only names that begin with a slash are HTTP endpoints; others are ignored here.
 */
public final class EndpointIndex {
    /** Those of RFC 9110 and RFC 5789: a parameter that names one is meant as a method, whether it is registered or not. */
    public static final Set<String> STANDARD_METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private static final Finding NOT_REGISTERED = new Finding.Settled(new NotRegistered());
    private static final Finding OTHER_READING =
            evasive("it can be read as a path or method for which nothing is registered");
    private static final Finding TOO_MANY = evasive("there are too many ways to read it");

    private final MethodParameters parameters;
    private final Set<String> methods;
    private final Extensions extensions;
    private final TemplateTree tree;
    private final TemplateTree foldedTree;
    private final boolean templatesHaveCase;
    private final boolean templatesEndWithSlash;
    private final int size;

    private EndpointIndex(List<EndpointTemplate> templates, MethodParameters parameters) {
        this.parameters = parameters;
        this.methods = Stream.concat(
                        STANDARD_METHODS.stream(),
                        templates.stream().map(template -> template.endpoint().method()))
                .collect(Collectors.toUnmodifiableSet());
        this.extensions = new Extensions(templates);
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

    /** Of a service that names no parameters for methods itself. */
    public static EndpointIndex of(Collection<GuardedEndpoint> endpoints) {
        return of(endpoints, MethodParameters.USUAL);
    }

    /** Those that are no HTTP endpoints are left out. @param parameters by which requests may name other methods */
    public static EndpointIndex of(Collection<GuardedEndpoint> endpoints, MethodParameters parameters) {
        return new EndpointIndex(
                endpoints.stream()
                        .filter(GuardedEndpoint::isHttp)
                        .map(EndpointTemplate::of)
                        .toList(),
                parameters);
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
        Matches matches = matches(first, request.method());
        List<EndpointTemplate> plain = matches.best();
        if (matches.isIncomplete() || plain.isEmpty()) {
            tell(listener, request.method(), first, true, List.of());
            return matches.isIncomplete() ? TOO_MANY : NOT_REGISTERED;
        }
        Set<String> asked = methods(request, target);
        boolean oneWay = target.isPlain() && asked.size() == 1 && !matches.differ();
        if (oneWay && !isReadCarelessly(first)) {
            tell(listener, request.method(), first, true, plain);
            return plain.get(0).found(plain);
        }
        return findAll(target, asked, listener);
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

    private Finding findAll(RequestTarget target, Set<String> asked, @Nullable ReadingListener listener) {
        Set<GuardedEndpoint> endpoints = new LinkedHashSet<>();
        for (String method : asked) {
            for (Reading reading : target.readings()) {
                Matches matches = matches(reading, method);
                List<EndpointTemplate> best = matches.best();
                if (matches.isIncomplete()) {
                    return TOO_MANY;
                }
                tell(listener, method, reading, reading.required(), best);
                if (best.isEmpty() && reading.required()) {
                    return OTHER_READING;
                }
                add(best, endpoints);
                List<EndpointTemplate> careless = matches.bestCarelessly();
                if (matches.differ()) {
                    tell(listener, method, reading, false, careless);
                }
                add(careless, endpoints);
                if (!addCareless(reading, method, endpoints, listener)) {
                    return TOO_MANY;
                }
            }
        }
        return new Finding.Found(List.copyOf(endpoints));
    }

    private Matches matches(Reading reading, String method) {
        Matches matches = new Matches();
        tree.match(reading.segments(), method, matches);
        return matches;
    }

    private static void add(List<EndpointTemplate> templates, Set<GuardedEndpoint> endpoints) {
        templates.forEach(template -> endpoints.add(template.endpoint()));
    }

    /** Adds what it would be for in the eyes of servers that do not care; false where that is too much to tell. */
    private boolean addCareless(
            Reading reading, String method, Set<GuardedEndpoint> endpoints, @Nullable ReadingListener listener) {
        if (!isReadCarelessly(reading)) {
            return true;
        }
        List<Reading> variants = variants(reading);
        List<Reading> bare = withoutExtensions(variants);
        if (bare == null) {
            return false;
        }
        for (Reading variant : variants) {
            Matches matches = careless(variant, reading, matches(reading, method), method);
            if (!addCareless(variant, reading, matches, method, endpoints, listener)) {
                return false;
            }
        }
        // Who takes an extension off sees nothing else, unless the template that matches has it itself.
        boolean meant = !bare.isEmpty()
                && matches(reading, method).best().stream()
                        .anyMatch(template -> template.path().endsWithText());
        for (Reading variant : bare) {
            Matches matches = careless(variant, reading, meant ? matches(reading, method) : new Matches(), method);
            if (!addCareless(variant, reading, matches, method, endpoints, listener)) {
                return false;
            }
        }
        return true;
    }

    /** What matches so far, and what matches the variant, whatever its case. */
    private Matches careless(Reading variant, Reading reading, Matches matches, String method) {
        if (variant != reading) {
            tree.match(variant.segments(), method, matches);
        }
        Reading folded = variant.folded();
        if (templatesHaveCase || folded != variant) {
            foldedTree.match(folded.segments(), method, matches);
        }
        return matches;
    }

    private static boolean addCareless(
            Reading variant,
            Reading reading,
            Matches matches,
            String method,
            Set<GuardedEndpoint> endpoints,
            @Nullable ReadingListener listener) {
        Set<EndpointTemplate> best = new LinkedHashSet<>(matches.best());
        boolean slashAdded = variant.endsWithSlash() && !reading.endsWithSlash();
        if (!slashAdded) {
            best.addAll(matches.bestCarelessly());
        }
        tell(listener, method, variant, false, List.copyOf(best));
        add(List.copyOf(best), endpoints);
        return !matches.isIncomplete();
    }

    /** Whether careless servers could take another template for it; most paths can be read in one way only. */
    private boolean isReadCarelessly(Reading reading) {
        return templatesHaveCase
                || templatesEndWithSlash
                || reading.endsWithSlash()
                || extensions.matter(reading.last())
                || reading.trimmed() != reading
                || reading.folded() != reading;
    }

    /** What careless servers take it for, itself included. */
    private List<Reading> variants(Reading reading) {
        List<Reading> variants = new ArrayList<>(4);
        variants.add(reading);
        Reading trimmed = reading.trimmed();
        if (trimmed != reading) {
            variants.add(trimmed);
        }
        for (int i = variants.size() - 1; i >= 0; i--) {
            Reading each = variants.get(i);
            boolean matters = templatesEndWithSlash || each.endsWithSlash();
            if (matters && (each.segments().size() > 1 || !each.endsWithSlash())) {
                variants.add(each.withOtherEnding());
            }
        }
        return variants;
    }

    /** The same without extensions, where those matter; null where there are too many. */
    private @Nullable List<Reading> withoutExtensions(List<Reading> variants) {
        List<Reading> bare = new ArrayList<>(0);
        for (Reading variant : variants) {
            List<String> texts = extensions.matter(variant.last()) ? Extensions.without(variant.last()) : List.of();
            if (texts == null) {
                return null;
            }
            for (String last : texts) {
                Reading without = variant.withLast(last).trimmed();
                bare.add(without);
                if (without.endsWithSlash() && without.segments().size() > 1) {
                    bare.add(without.withOtherEnding());
                }
            }
        }
        return bare;
    }

    /** The request's own, and those it may be taken for. */
    private Set<String> methods(ForwardedRequest request, RequestTarget target) {
        List<String> inQuery = target.query().isEmpty() ? List.of() : parameters.values(target.query());
        if (target.isPlain() && inQuery.isEmpty() && request.methodOverrides().isEmpty()) {
            return Set.of(request.method());
        }
        Set<String> asked = new LinkedHashSet<>();
        asked.add(request.method());
        addMethods(inQuery, asked);
        for (Reading reading : target.readings()) {
            addMethods(parameters.values(reading.behind()), asked);
        }
        request.methodOverrides().stream().map(MethodParameters::method).forEach(asked::add);
        return asked;
    }

    private void addMethods(List<String> values, Set<String> asked) {
        values.stream().map(MethodParameters::method).filter(methods::contains).forEach(asked::add);
    }

    private static Finding evasive(String reason) {
        return new Finding.Settled(new Evasive(reason));
    }
}
