package dev.gatehouse.registry.policy;

import dev.gatehouse.api.ErrorCode;

/** Caddy: asks {@code /access} about what is registered (forward_auth) and refuses the rest itself. Stateless. */
final class CaddyPolicy {
    private static final String BEGINNING = """
            # Service %1$s: what its endpoints need, as Caddy can hold it.
            # Scopes and alternatives are decided at the admin listener, by forward_auth; Caddy refuses what nobody registered.
            %8$s(gatehouse_%7$s) {
                # In a route, directives run in the order in which they stand here; elsewhere Caddy would sort them.
                route {
                    forward_auth %2$s {
                        uri /access/%3$s
                        copy_headers X-Auth-Subject X-Auth-Client X-Auth-Scope X-Auth-Endpoint Deprecation Sunset
                        header_up -Cookie
                        header_up -Connection
                        header_up -Upgrade
                        header_up -Content-Type
                        transport http {
                            dial_timeout 1s
                            response_header_timeout 2s
                        }
                    }
                    # For clients of what is deprecated, in the answer of the service. Where nothing is, Caddy copies a placeholder.
                    @deprecated header_regexp Deprecation ^@
                    @sunset header_regexp Sunset ^[A-Z]
                    header @deprecated Deprecation {http.request.header.Deprecation}
                    header @sunset Sunset {http.request.header.Sunset}
                    request_header -Deprecation
                    request_header -Sunset
                    reverse_proxy %4$s
                }
            }
            http://:%5$s {
                bind %6$s
                # Nobody but Gatehouse says who calls, and X_Auth_Subject is X-Auth-Subject to many frameworks.
                request_header -X-Auth-*
                request_header -*_*
                request_header -*.*
                # Some frameworks believe these rather than the request line.
                request_header -X-Original-*
                request_header -X-Rewrite-*
                request_header -X-Forwarded-Method
                request_header -X-Forwarded-Uri
                # What Connection names would be removed again.
                request_header Connection (?i)x-auth-[a-z]* close
                # Behind an upgrade to h2c, requests would pass that nobody asked about.
                @otherUpgrade {
                    header Upgrade *
                    not header_regexp Upgrade (?i)^websocket$
                }
                request_header @otherUpgrade -Upgrade
            """;

    private static final String ENDPOINT = """
                @endpoint%1$d {
                    method %2$s
                    path_regexp `%3$s`
                }
                handle @endpoint%1$d {
                    import gatehouse_%4$s
                }
            """;

    private CaddyPolicy() {}

    static String of(Policy policy, GatewayAddresses places) {
        if (policy.encodedServiceId().contains("%")) {
            // Some versions of Caddy decode what "uri" says and some do not, so that the decision would be for another.
            throw ErrorCode.POLICY_NOT_EXPRESSIBLE.with(
                    "the service id " + policy.serviceId(), "Caddy holds letters, digits, '-', '_' and '.' only");
        }
        StringBuilder sites = new StringBuilder(BEGINNING.formatted(
                Escapes.comment(policy.serviceId()),
                places.gatehouse(),
                policy.encodedServiceId(),
                places.upstream(),
                places.port(),
                places.host(),
                policy.mark(),
                LeftOut.comments("#", policy.leftOut())));
        int number = 0;
        for (Paths.Path path : policy.paths()) {
            number++;
            sites.append(ENDPOINT.formatted(
                    number,
                    String.join(" ", Policy.asked(path.rules())),
                    Expressions.CHARACTERS.of(path.template()),
                    policy.mark()));
        }
        return sites.append("""
                    handle {
                        respond 403
                    }
                }
                """).toString();
    }
}
