package dev.gatehouse.registry.policy;

import java.util.ArrayList;
import java.util.List;

/** nginx: asks {@code /access} about what is registered (auth_request) and refuses the rest itself. Stateless. */
final class NginxPolicy {
    /** In characters; what nginx reads at a time is a bit more, 4,096 octets. */
    private static final int MAX_LENGTH = 4_000;

    private static final String CONFIGURATION = """
            # Service %1$s: what its endpoints need, as nginx can hold it. Include it inside "http"; several can follow each other.
            # Scopes and alternatives are decided at the admin listener, by auth_request; nginx refuses what nobody registered.
            %2$supstream gatehouse_%7$s {
                server %5$s;
                keepalive 32;
            }
            upstream gatehouse_service_%7$s {
                server %4$s;
                keepalive 32;
            }
            map "$request_method:$uri" $gatehouse_known_%7$s {
                default 0;
            %3$s}
            # The host that nginx chose the server by, and the Host field the service gets: one host, and one of this service.
            map "$host|$http_host" $gatehouse_host_%7$s {
                default 0;
            %13$s}
            %10$s# WebSocket only: behind any other upgrade, such as to h2c, requests would pass that nobody asked about.
            map $http_upgrade $gatehouse_upgrade_%7$s {
                ~*^websocket$ websocket;
                default "";
            }
            map $gatehouse_upgrade_%7$s $gatehouse_connection_%7$s {
                websocket upgrade;
                default "";
            }
            # nginx passes the challenge of a 401 on by itself, that of a 403 it does not.
            map $status $gatehouse_challenge_%7$s {
                default "";
                403 $gatehouse_asked_%7$s;
            }
            server {
                listen %8$s;
                server_name %9$s;
                merge_slashes off;
                # X_Auth_Subject is X-Auth-Subject to many frameworks.
                underscores_in_headers off;
                ignore_invalid_headers on;

                location / {
                    if ($gatehouse_host_%7$s = 0) {
                        return 421;
                    }
                    if ($gatehouse_known_%7$s = 0) {
                        return 403;
                    }
                    auth_request /.gatehouse-access-%7$s;
                    auth_request_set $gatehouse_asked_%7$s $upstream_http_www_authenticate;
                    auth_request_set $gatehouse_subject_%7$s $upstream_http_x_auth_subject;
                    auth_request_set $gatehouse_client_%7$s $upstream_http_x_auth_client;
                    auth_request_set $gatehouse_scope_%7$s $upstream_http_x_auth_scope;
                    auth_request_set $gatehouse_endpoint_%7$s $upstream_http_x_auth_endpoint;
                    proxy_http_version 1.1;
                    proxy_set_header Host $http_host;
                    proxy_set_header Upgrade $gatehouse_upgrade_%7$s;
                    proxy_set_header Connection $gatehouse_connection_%7$s;
                    proxy_set_header X-Auth-Subject $gatehouse_subject_%7$s;
                    proxy_set_header X-Auth-Client $gatehouse_client_%7$s;
                    proxy_set_header X-Auth-Scope $gatehouse_scope_%7$s;
                    proxy_set_header X-Auth-Endpoint $gatehouse_endpoint_%7$s;
                    # Some frameworks believe these rather than the request line.
                    proxy_set_header X-Original-Method "";
                    proxy_set_header X-Original-URI "";
                    proxy_set_header X-Original-URL "";
                    proxy_set_header X-Rewrite-URL "";
                    proxy_set_header X-Forwarded-Method "";
                    proxy_set_header X-Forwarded-Uri "";
                    add_header WWW-Authenticate $gatehouse_challenge_%7$s always;
                    auth_request_set $gatehouse_deprecation_%7$s $upstream_http_deprecation;
                    auth_request_set $gatehouse_sunset_%7$s $upstream_http_sunset;
                    add_header Deprecation $gatehouse_deprecation_%7$s always;
                    add_header Sunset $gatehouse_sunset_%7$s always;
            %11$s        # Where there is no decision, nginx makes it a 500.
                    error_page 500 = @gatehouse_undecided_%7$s;
                    proxy_pass http://gatehouse_service_%7$s;
                }

                location = /.gatehouse-access-%7$s {
                    internal;
                    proxy_pass http://gatehouse_%7$s/access/%6$s;
                    proxy_http_version 1.1;
                    # Without a body to read, the connection is kept alive after refusals too.
                    proxy_method HEAD;
                    proxy_pass_request_body off;
                    proxy_set_header Host %5$s;
                    proxy_set_header Connection "";
                    proxy_set_header Content-Length "";
                    proxy_set_header Content-Type "";
                    proxy_set_header X-Original-Method $request_method;
                    proxy_set_header X-Original-URI $request_uri;
                    proxy_set_header X-Forwarded-Proto $scheme;
                    proxy_set_header X-Forwarded-Host $http_host;
                    proxy_set_header X-Forwarded-Method "";
                    proxy_set_header X-Forwarded-Uri "";
                    proxy_set_header Cookie "";
            %12$s        proxy_buffer_size 16k;
                    proxy_buffers 4 16k;
                    proxy_connect_timeout 1s;
                    proxy_send_timeout 2s;
                    proxy_read_timeout 2s;
                }

                location @gatehouse_undecided_%7$s {
                    internal;
                    add_header Retry-After 5 always;
                    return 503;
                }
            }
            """;

    private NginxPolicy() {}

    static String of(Policy policy, GatewayAddresses places, KeptDecisions kept) {
        StringBuilder known = new StringBuilder();
        List<LeftOut> leftOut = new ArrayList<>(policy.leftOut());
        for (Paths.Path path : policy.paths()) {
            String line = known(path);
            if (line.length() > MAX_LENGTH) {
                path.rules()
                        .forEach(rule ->
                                leftOut.add(new LeftOut(rule.endpoint().endpoint(), "nginx reads no word that long")));
            } else {
                known.append(line);
            }
        }
        return CONFIGURATION.formatted(
                Escapes.comment(policy.serviceId()),
                LeftOut.comments("#", leftOut),
                known,
                GatewayAddresses.authority(places.upstream()),
                GatewayAddresses.authority(places.gatehouse()),
                policy.encodedServiceId(),
                policy.mark(),
                places.listen(),
                places.serverName(),
                kept.place(policy.mark()),
                kept.passing(),
                kept.asking(policy.mark()),
                hosts(places.serverName()));
    }

    private static String hosts(String serverName) {
        String line = "    \"~*^(%s)\\|\\1\\.?(?::[0-9]*)?$\" 1;\n";
        String any = "[^|]+";
        if (serverName.equals("_")) {
            return line.formatted(any) + "    \"~^[^|]*\\|$\" 1;\n"; // HTTP/1.0 knows requests without a host
        }
        return line.formatted(serverName.startsWith("*") ? any + quoted(serverName.substring(1)) : quoted(serverName));
    }

    private static String quoted(String name) {
        return name.replace(".", "\\.");
    }

    private static String known(Paths.Path path) {
        return "    \"~^(?:%s):%s\" 1;\n"
                .formatted(
                        String.join("|", Policy.asked(path.rules())),
                        Expressions.OCTETS.of(path.template()).substring(1));
    }
}
