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
 * @param keepSeconds for how many seconds nginx may keep that a request passes; null to ask about each
 */
public record PolicyExport(
        String format,
        @Nullable String listen,
        @Nullable String upstream,
        @Nullable String gatehouse,
        @Nullable String serverName,
        @Nullable Integer keepSeconds) {
    public static PolicyExport of(String format) {
        return new PolicyExport(format, null, null, null, null, null);
    }

    ApiCall begin(ApiCall call) {
        return call.query("format", format)
                .query("listen", listen)
                .query("upstream", upstream)
                .query("gatehouse", gatehouse)
                .query("serverName", serverName)
                .query("keepSeconds", keepSeconds)
                .header("Accept", "text/plain, application/json");
    }
}
