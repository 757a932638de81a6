package dev.gatehouse.registry.policy;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.decision.MethodOverrides;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How long nginx may keep that a request passes. Immutable.
 *
 * <p>A decision is kept for the same service, method, target and Authorization field, which with the fields that are taken away here
 * is all that it depends on: of others, Gatehouse looks at those of preflights and upgrades, which are always asked about.
 *
 * @param seconds 0 where each request is asked about
 */
public record KeptDecisions(int seconds) {
    /** Each request is asked about. */
    public static final KeptDecisions NONE = new KeptDecisions(0);

    private static final int MAX_SECONDS = 60;

    /** @throws dev.gatehouse.api.ApiException ERR11010 where it is no such time; null stands for none */
    public static KeptDecisions of(@Nullable String seconds) {
        if (seconds == null) {
            return NONE;
        }
        if (!seconds.matches("[0-9]{1,2}") || Integer.parseInt(seconds) > MAX_SECONDS) {
            throw invalid(seconds, "send a number of seconds up to " + MAX_SECONDS);
        }
        return new KeptDecisions(Integer.parseInt(seconds));
    }

    /** @throws dev.gatehouse.api.ApiException ERR11010 where it is for a format that keeps nothing */
    void requireNone() {
        if (seconds > 0) {
            throw invalid(Integer.toString(seconds), "leave it out: only nginx keeps decisions");
        }
    }

    private static RuntimeException invalid(String value, String mend) {
        return ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with("keepSeconds", value, mend);
    }

    /** Where they are kept, and which. */
    String place(String mark) {
        return seconds == 0 ? "" : """
                # That a request passes is kept for %2$d seconds: what ends or changes meanwhile, such as a token, counts after that. The
                # folder below nginx's prefix holds tokens for as long; let nobody but nginx read it, and best have it in memory.
                proxy_cache_path gatehouse-kept-%1$s levels=1:2 keys_zone=gatehouse_kept_%1$s:2m max_size=32m inactive=%2$ds
                    use_temp_path=off;
                # Never kept: preflights, upgrades, proofs of possession, and anything but one bearer token or none.
                map "$request_method:$http_dpop:$http_upgrade:$http_authorization" $gatehouse_unkept_%1$s {
                    "~*^(?!OPTIONS:)[A-Z]+:::(Bearer [^ ,]+)?$" "";
                    default 1;
                }
                """.formatted(mark, seconds);
    }

    /** For what asks. */
    String asking(String mark) {
        return seconds == 0 ? "" : """
                        proxy_cache gatehouse_kept_%1$s;
                        proxy_cache_key "$request_method $request_uri $http_authorization";
                        proxy_cache_valid 200 %2$ds;
                        proxy_ignore_headers X-Accel-Expires Expires Cache-Control Set-Cookie Vary;
                        proxy_cache_bypass $gatehouse_unkept_%1$s;
                        proxy_no_cache $gatehouse_unkept_%1$s $upstream_http_x_decision_mode;
                """.formatted(mark, seconds) + overridesRemoved();
    }

    /** For what passes requests on: what decisions are not kept apart by must not reach the service either. */
    String passing() {
        return seconds == 0 ? "" : overridesRemoved();
    }

    private static String overridesRemoved() {
        return MethodOverrides.HEADERS.stream()
                .map("        proxy_set_header %s \"\";\n"::formatted)
                .collect(Collectors.joining());
    }
}
