package dev.gatehouse.registry.policy;

import dev.gatehouse.http.ErrorCode;
import java.util.List;
import java.util.Map;

/** Caddy: asks {@code /access} about what is registered (forward_auth) and refuses the rest itself. Stateless. */
final class CaddyPolicy {
    private CaddyPolicy() {}

    static String of(Policy policy, Places places) {
        if (policy.encodedServiceId().contains("%")) {
            // Some versions of Caddy decode what "uri" says and some do not, so that the decision would be for another.
            throw ErrorCode.POLICY_NOT_EXPRESSIBLE.with(
                    "the service id " + policy.serviceId(), "Caddy holds letters, digits, '-', '_' and '.' only");
        }
        StringBuilder sites = new StringBuilder("""
                # Service %1$s: what its endpoints need, as Caddy can hold it.
                # Scopes and alternatives are decided at the admin door, by forward_auth; Caddy refuses what nobody registered.
                (gatehouse_%7$s) {
                    forward_auth %2$s {
                        uri /access/%3$s
                        header_up -X-Original-Method
                        header_up -X-Original-URI
                        copy_headers X-Auth-Subject X-Auth-Client X-Auth-Scope X-Auth-Endpoint
                    }
                    reverse_proxy %4$s
                }
                http://:%5$s {
                    bind %6$s
                """.formatted(
                        Text.comment(policy.serviceId()),
                        places.gatehouse(),
                        policy.encodedServiceId(),
                        places.upstream(),
                        places.port(),
                        places.host(),
                        policy.mark()));
        int number = 0;
        for (Map.Entry<PathTemplate, List<Rule>> entry : policy.byPath().entrySet()) {
            number++;
            sites.append("""
                        @endpoint%1$d {
                            method %2$s
                            path_regexp `%3$s`
                        }
                        handle @endpoint%1$d {
                            import gatehouse_%4$s
                        }
                    """.formatted(
                            number,
                            String.join(" ", Policy.asked(entry.getValue())),
                            Text.expression(entry.getKey(), Text::characters),
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
