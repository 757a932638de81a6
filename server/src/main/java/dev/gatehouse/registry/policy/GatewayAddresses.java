package dev.gatehouse.registry.policy;

import dev.gatehouse.api.ErrorCode;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the parties of a gateway's configuration are. Immutable.
 *
 * @param listen host and port to listen on
 * @param upstream where the service is: http, host and port
 * @param gatehouse where the admin listener is: http, host and port
 * @param serverName the host name that clients call, or {@code _} for any
 */
public record GatewayAddresses(String listen, String upstream, String gatehouse, String serverName) {
    private static final String HOST_AND_PORT = "([A-Za-z0-9.-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}]):[0-9]{1,5}";
    private static final Pattern ADDRESS = Pattern.compile(HOST_AND_PORT);
    private static final Pattern URL = Pattern.compile("http://" + HOST_AND_PORT);
    private static final Pattern NAME = Pattern.compile("_|([*][.])?[A-Za-z0-9]([A-Za-z0-9.-]{0,253}[A-Za-z0-9])?");

    /** @throws dev.gatehouse.api.ApiException ERR11010 where one is not of its form; null stands for an example */
    public static GatewayAddresses of(
            @Nullable String listen,
            @Nullable String upstream,
            @Nullable String gatehouse,
            @Nullable String serverName) {
        return new GatewayAddresses(
                Objects.requireNonNullElse(listen, "127.0.0.1:8080"),
                Objects.requireNonNullElse(upstream, "http://127.0.0.1:8081"),
                Objects.requireNonNullElse(gatehouse, "http://127.0.0.1:6883"),
                Objects.requireNonNullElse(serverName, "_"));
    }

    /** @throws dev.gatehouse.api.ApiException ERR11010 where one is not of its form */
    public GatewayAddresses {
        listen = checked("listen", listen, ADDRESS, "host:port");
        upstream = checked("upstream", upstream, URL, "http://host:port");
        gatehouse = checked("gatehouse", gatehouse, URL, "http://host:port");
        serverName = checked("serverName", serverName, NAME, "a host name, such as shop.example.org");
    }

    /** Host and port of a URL here. */
    static String authority(String url) {
        return url.substring("http://".length());
    }

    String host() {
        return listen.substring(0, listen.lastIndexOf(':'));
    }

    String port() {
        return listen.substring(listen.lastIndexOf(':') + 1);
    }

    private static String checked(String name, String value, Pattern form, String example) {
        if (!form.matcher(value).matches()) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(name, value, "send " + example);
        }
        return value;
    }
}
