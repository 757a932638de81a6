package dev.gatehouse.client.oauthclient;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Feature;
import java.util.List;

/**
 * Where a client has browsers sent.
 *
 * @param redirectUri back from the authorization endpoint; compared exactly
 * @param postLogoutRedirectUri after a logout
 */
public record BrowserUris(
        @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> redirectUri,

        @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> postLogoutRedirectUri) {
    public BrowserUris {
        redirectUri = List.copyOf(redirectUri);
        postLogoutRedirectUri = List.copyOf(postLogoutRedirectUri);
    }

    public static BrowserUris none() {
        return new BrowserUris(List.of(), List.of());
    }

    public static BrowserUris backTo(String... redirectUris) {
        return new BrowserUris(List.of(redirectUris), List.of());
    }
}
