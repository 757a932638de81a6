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
public record Browsers(
        @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> redirectUri,

        @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> postLogoutRedirectUri) {
    public Browsers {
        redirectUri = List.copyOf(redirectUri);
        postLogoutRedirectUri = List.copyOf(postLogoutRedirectUri);
    }

    public static Browsers none() {
        return new Browsers(List.of(), List.of());
    }

    public static Browsers backTo(String... redirectUris) {
        return new Browsers(List.of(redirectUris), List.of());
    }
}
