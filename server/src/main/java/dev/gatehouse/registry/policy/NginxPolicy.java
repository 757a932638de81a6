package dev.gatehouse.registry.policy;

import java.util.stream.Collectors;

/** nginx: asks {@code /access} about what is registered (auth_request) and refuses the rest itself. Stateless. */
final class NginxPolicy {
    private NginxPolicy() {}

    static String of(Policy policy, Places places) {
        String known = policy.byPath().entrySet().stream()
                .map(entry -> "    \"~^(?:%s):%s\" 1;\n"
                        .formatted(
                                String.join("|", Policy.asked(entry.getValue())),
                                Text.expression(entry.getKey(), Text::octets).substring(1)))
                .collect(Collectors.joining());
        return """
                # Service %1$s: what its endpoints need, as nginx can hold it. Include it inside "http".
                # Scopes and alternatives are decided at the admin door, by auth_request; nginx refuses what nobody registered.
                map "$request_method:$uri" $gatehouse_known_%7$s {
                    default 0;
                %2$s}
                map $status $gatehouse_challenge_%7$s {
                    default "";
                    ~^40[13]$ $gatehouse_asked_%7$s;
                }
                server {
                    listen %3$s;
                    merge_slashes off;

                    location / {
                        if ($gatehouse_known_%7$s = 0) {
                            return 403;
                        }
                        auth_request /.gatehouse-access-%7$s;
                        auth_request_set $gatehouse_asked_%7$s $upstream_http_www_authenticate;
                        auth_request_set $gatehouse_subject_%7$s $upstream_http_x_auth_subject;
                        auth_request_set $gatehouse_client_%7$s $upstream_http_x_auth_client;
                        auth_request_set $gatehouse_scope_%7$s $upstream_http_x_auth_scope;
                        auth_request_set $gatehouse_endpoint_%7$s $upstream_http_x_auth_endpoint;
                        proxy_set_header Host $http_host;
                        proxy_set_header X-Auth-Subject $gatehouse_subject_%7$s;
                        proxy_set_header X-Auth-Client $gatehouse_client_%7$s;
                        proxy_set_header X-Auth-Scope $gatehouse_scope_%7$s;
                        proxy_set_header X-Auth-Endpoint $gatehouse_endpoint_%7$s;
                        add_header WWW-Authenticate $gatehouse_challenge_%7$s always;
                        proxy_pass %4$s;
                    }

                    location = /.gatehouse-access-%7$s {
                        internal;
                        proxy_pass %5$s/access/%6$s;
                        proxy_pass_request_body off;
                        proxy_set_header Content-Length "";
                        proxy_set_header X-Original-Method $request_method;
                        proxy_set_header X-Original-URI $request_uri;
                        proxy_set_header X-Forwarded-Method "";
                        proxy_set_header X-Forwarded-Uri "";
                    }
                }
                """.formatted(
                        Text.comment(policy.serviceId()),
                        known,
                        places.listen(),
                        places.upstream(),
                        places.gatehouse(),
                        policy.encodedServiceId(),
                        policy.mark());
    }
}
