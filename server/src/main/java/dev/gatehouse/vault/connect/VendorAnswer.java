package dev.gatehouse.vault.connect;

import dev.gatehouse.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * What came back from a third party by way of the browser (RFC 6749 section 4.1.2). Its text form shows nothing.
 *
 * @param code null where there is none, as are the others
 * @param issuer RFC 9207
 */
public record VendorAnswer(
        @Nullable String state,
        @Nullable String code,
        @Nullable String error,
        @Nullable String issuer) {
    /** The query parameters that are read. */
    public static final String[] PARAMETERS = {"code", "state", "error", "error_description", "error_uri", "iss"};

    public static VendorAnswer of(Request request) {
        return new VendorAnswer(
                request.query("state"), request.query("code"), request.query("error"), request.query("iss"));
    }

    @Override
    public String toString() {
        return "VendorAnswer[hidden]";
    }
}
