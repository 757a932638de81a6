package dev.gatehouse.registry.policy;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.decision.EndpointIndex;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Apache with mod_oauth2, mod_rewrite and mod_proxy: verifies tokens itself and holds every rule. Stateless. */
final class ApachePolicy {
    /** URLs whose characters mean themselves between quotes, and start no variable. */
    private static final Pattern PLAIN_URL = Pattern.compile("https?://[A-Za-z0-9._~:/%?=&+-]+");

    /** What gateways that ask have the decision refuse, or refuse themselves, as frameworks may believe it. */
    private static final String MISLEADING = Stream.of(
                    "X-HTTP-Method-Override",
                    "X-HTTP-Method",
                    "X-Method-Override",
                    "X-Original-URL",
                    "X-Rewrite-URL",
                    "X-Auth-Subject",
                    "X-Auth-Client",
                    "X-Auth-Scope",
                    "X-Auth-Endpoint")
            .flatMap(name -> Stream.of(name, name.replace('-', '_')))
            .map(name -> " || -n %{HTTP:" + name + "}")
            .collect(Collectors.joining());

    /** UTF-8 without control characters, in octets. */
    private static final String TEXT = "(?:[\\x20-\\x7e]|\\xc2[\\xa0-\\xbf]|[\\xc3-\\xdf][\\x80-\\xbf]"
            + "|\\xe0[\\xa0-\\xbf][\\x80-\\xbf]|[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]{2}|\\xed[\\x80-\\x9f][\\x80-\\xbf]"
            + "|\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}|[\\xf1-\\xf3][\\x80-\\xbf]{3}|\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2})*";

    private ApachePolicy() {}

    static String of(Policy policy, GatewayAddresses places) {
        requirePlain(policy.issuer());
        requirePlain(policy.resource());
        List<Paths.Path> paths = policy.paths();
        String locations = IntStream.range(0, paths.size())
                        .mapToObj(i -> location(policy, paths.get(i)) + refusedAfter(paths, i))
                        .collect(Collectors.joining())
                + paths.stream().map(path -> refusedAsCareless(paths, path)).collect(Collectors.joining());
        return """
                # Service %1$s: what its endpoints need. Include it in the virtual host of the service.
                # Needs the modules authn_core, authz_core, oauth2, rewrite, proxy and proxy_http. Tokens are verified with the
                # published keys: a revoked one is good until it expires. Where several paths match, the last one decides; where
                # a decision would ask about several, or about what careless servers take a path for, it is refused.
                %8$s<Location "/">
                    Require all denied
                </Location>
                %2$s# What the service might read differently: matrix parameters, what is encoded twice, methods and paths in other places.
                <If "%%{REQUEST_URI} =~ m#[;%%?\\x5c\\x23]#%4$s">
                    Require all denied
                </If>
                <If "%%{REQUEST_URI} !~ m#^%5$s\\z# || %%{REQUEST_URI} =~ m#/\\x20*[.]{1,2}\\x20*(/|\\z)#%9$s">
                    Require all denied
                </If>
                <If "%%{THE_REQUEST} =~ m#^[^ ]+ [^ ?]*(//|%%2f|/([.]|%%2e){1,2}([/? ]|\\z))#i">
                    Require all denied
                </If>
                <If "%%{QUERY_STRING} =~ m#(^|[&;?])([+]|%%20)*(%6$s)([+]|%%20)*((%%00|%%5b|[[])[^=&;]*)?=([^&;]*%%([46][1-9a-f]|[57][0-9a])|([^&;]*(,|%%2c))?([+]|%%20)*(%7$s)([+]|%%20)*([&;,]|%%2c|%%00|\\z))#i">
                    Require all denied
                </If>
                <If "%%{QUERY_STRING} =~ m#(^|[&;])[^=&;]*%%([46][1-9a-f]|[57][0-9a])[^=&;]*=#i">
                    Require all denied
                </If>
                ProxyPass "/" "%3$s/"
                """.formatted(
                        Escapes.comment(policy.serviceId()),
                        locations,
                        places.upstream(),
                        MISLEADING,
                        TEXT,
                        parameters(policy),
                        methods(policy),
                        LeftOut.comments("#", policy.leftOut()),
                        policy.refusesExtensionsAlone() ? " || %{REQUEST_URI} =~ m#/\\x20*[.][^/]*/?\\z#" : "");
    }

    /** Names of parameters that name methods, as they may be written in a query. */
    private static String parameters(Policy policy) {
        return policy.methodParameters().names().stream()
                .map(name -> name.chars()
                        .mapToObj(character -> character == '_'
                                ? "([-_.+[]|%(2d|5f|2e|20|5b))"
                                : Escapes.octets(Character.toString(character)))
                        .collect(Collectors.joining()))
                .collect(Collectors.collectingAndThen(Collectors.joining("|"), all -> all.isEmpty() ? "(?!)" : all));
    }

    private static String methods(Policy policy) {
        return Stream.concat(
                        EndpointIndex.STANDARD_METHODS.stream(),
                        policy.rules().stream().map(Rule::method))
                .distinct()
                .sorted()
                .map(Escapes::octets)
                .collect(Collectors.joining("|"));
    }

    private static String location(Policy policy, Paths.Path path) {
        List<Rule> rules = path.rules();
        StringBuilder location =
                new StringBuilder("<LocationMatch \"%s\">\n".formatted(Expressions.OCTETS.of(path.template())));
        location.append("    RewriteEngine On\n");
        // What is percent-encoded without need matches what it is as it is sent, too.
        location.append("    RewriteCond %{THE_REQUEST} \"!^[A-Z]+\\x20")
                .append(Expressions.SENT.inside(path.template()))
                .append("[?\\x20]\"\n    RewriteRule ^ - [F]\n");
        String open = open(path);
        if (rules.stream().allMatch(Rule::isPublic)) {
            return location.append("    Require method ")
                    .append(open)
                    .append("\n</LocationMatch>\n")
                    .toString();
        }
        location.append("""
                    AuthType oauth2
                    OAuth2TokenVerify metadata %s/.well-known/oauth-authorization-server verify.exp=required
                    OAuth2TargetPass envs=true&headers=false&prefix=OAUTH2_
                    <RequireAny>
                """.formatted(policy.issuer()));
        if (!open.isEmpty()) {
            location.append("        Require method ").append(open).append('\n');
        }
        location.append("        Require oauth2_claim \"aud:")
                .append(policy.resource())
                .append("\"\n    </RequireAny>\n");
        rules.forEach(rule -> location.append(passes(rule, path.methods(rule))));
        return location.append("    RewriteRule ^ - [F]\n</LocationMatch>\n").toString();
    }

    /** Refuses what matches both this path and an earlier one of which a decision would ask more. */
    private static String refusedAfter(List<Paths.Path> paths, int number) {
        Paths.Path deciding = paths.get(number);
        return paths.subList(0, number).stream()
                .filter(asked -> !Conflicts.methods(deciding, asked).isEmpty())
                .map(asked -> refused("(?=" + Expressions.OCTETS.of(asked.template()) + ")"
                        + Expressions.OCTETS.of(deciding.template())))
                .collect(Collectors.joining());
    }

    /** Refuses what careless servers take for this path, and for which another one decides that wants less. */
    private static String refusedAsCareless(List<Paths.Path> paths, Paths.Path asked) {
        return paths.stream()
                .filter(deciding -> deciding != asked
                        && !Conflicts.carelessMethods(deciding, asked).isEmpty())
                .map(deciding -> refused("(?!" + Expressions.OCTETS.of(asked.template()) + ")(?="
                        + Expressions.ANY_CASE.careless(asked.template()) + ")"
                        + Expressions.OCTETS.of(deciding.template())))
                .collect(Collectors.joining());
    }

    private static String refused(String expression) {
        return "<LocationMatch \"%s\">\n    Require all denied\n</LocationMatch>\n".formatted(expression);
    }

    private static String open(Paths.Path path) {
        return path.rules().stream()
                .filter(Rule::isPublic)
                .flatMap(rule -> path.methods(rule).stream())
                .collect(Collectors.joining(" "));
    }

    private static String passes(Rule rule, List<String> methods) {
        String method = "    RewriteCond %{REQUEST_METHOD} \"^(" + String.join("|", methods) + ")$\"\n";
        if (rule.refused()) {
            return "";
        }
        if (rule.isPublic()) {
            return method + pass();
        }
        return rule.alternatives().stream()
                .map(scopes -> method + scopes.stream().map(ApachePolicy::scope).collect(Collectors.joining()) + pass())
                .collect(Collectors.joining());
    }

    private static String scope(String scope) {
        return "    RewriteCond %{ENV:OAUTH2_scope} \"(^| )"
                + Escapes.octets(scope).replace("/", "\\x2f") + "( |$)\"\n";
    }

    private static String pass() {
        return "    RewriteRule ^ - [END]\n";
    }

    private static void requirePlain(String url) {
        if (!PLAIN_URL.matcher(url).matches()) {
            throw ErrorCode.POLICY_NOT_EXPRESSIBLE.with(url, "Apache's configuration cannot hold such a URL");
        }
    }
}
