package dev.gatehouse.client.service;

import dev.gatehouse.client.call.ApiCall;
import org.jspecify.annotations.Nullable;

/**
 * What a policy is exported as. Addresses that are null are the server's choice.
 *
 * @param format {@code nginx}, {@code caddy}, {@code apache}, {@code spring} or {@code openapi}
 * @param listen where the gateway listens, such as {@code 127.0.0.1:8080}
 * @param upstream where the gateway finds the service
 * @param gatehouse where the gateway finds the admin listener
 * @param serverName the host name that clients call
 */
public record PolicyExport(
        String format,
        @Nullable String listen,
        @Nullable String upstream,
        @Nullable String gatehouse,
        @Nullable String serverName) {
    public static PolicyExport of(String format) {
        return new PolicyExport(format, null, null, null, null);
    }

    ApiCall begin(ApiCall call) {
        return call.query("format", format)
                .query("listen", listen)
                .query("upstream", upstream)
                .query("gatehouse", gatehouse)
                .query("serverName", serverName)
                .header("Accept", "text/plain, application/json");
    }
}
