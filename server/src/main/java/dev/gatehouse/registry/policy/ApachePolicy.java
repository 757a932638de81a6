package dev.gatehouse.registry.policy;

import dev.gatehouse.api.ErrorCode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    private ApachePolicy() {}

    static String of(Policy policy, GatewayAddresses places) {
        requirePlain(policy.issuer());
        requirePlain(policy.resource());
        String locations = policy.byPath().entrySet().stream()
                .map(entry -> location(policy, entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
        return """
                # Service %1$s: what its endpoints need. Include it in the virtual host of the service.
                # Needs the modules authn_core, authz_core, oauth2, rewrite, proxy and proxy_http. Tokens are verified with the
                # published keys: a revoked one is good until it expires. Where several paths match, the last one decides.
                <Location "/">
                    Require all denied
                </Location>
                %2$s# What the service might read differently: matrix parameters, what is encoded twice, methods and paths in other places.
                <If "%%{REQUEST_URI} =~ m#[;%%?\\x5c\\x23]#%4$s">
                    Require all denied
                </If>
                <If "%%{QUERY_STRING} =~ m#(^|[&;])([+]|%%20)*([_.[]|%%5f|%%5b|%%2e)method(%%00[^=&;]*)?=#i">
                    Require all denied
                </If>
                <If "%%{QUERY_STRING} =~ m#(^|[&;])[^=&;]*%%([46][1-9a-f]|[57][0-9a])[^=&;]*=#i">
                    Require all denied
                </If>
                ProxyPass "/" "%3$s/"
                """.formatted(Escapes.comment(policy.serviceId()), locations, places.upstream(), MISLEADING);
    }

    private static String location(Policy policy, PathTemplate path, List<Rule> rules) {
        StringBuilder location =
                new StringBuilder("<LocationMatch \"%s\">\n".formatted(Escapes.expression(path, Escapes::octets)));
        location.append("    RewriteEngine On\n");
        String open = open(rules);
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
        rules.forEach(rule -> location.append(passes(rule, methods(rules, rule))));
        return location.append("    RewriteRule ^ - [F]\n</LocationMatch>\n").toString();
    }

    /** HEAD goes with GET where it has no rule of its own, as in every decision. */
    private static List<String> methods(List<Rule> rules, Rule rule) {
        boolean alone = !rule.method().equals("GET")
                || rules.stream().anyMatch(other -> other.method().equals("HEAD"));
        return alone ? List.of(rule.method()) : List.of("GET", "HEAD");
    }

    private static String open(List<Rule> rules) {
        return rules.stream()
                .filter(Rule::isPublic)
                .flatMap(rule -> methods(rules, rule).stream())
                .collect(Collectors.joining(" "));
    }

    private static String passes(Rule rule, List<String> methods) {
        String method = "    RewriteCond %{REQUEST_METHOD} \"^(" + String.join("|", methods) + ")$\"\n";
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
