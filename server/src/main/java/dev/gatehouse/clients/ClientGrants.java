package dev.gatehouse.clients;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client may ask for, and where browsers may be sent with the answer. Immutable.
 *
 * @param scope what was given to the client directly, separated by space
 * @param redirectUri one or several, compared exactly; a single one is written as a string
 * @param customClaim claims for the client's tokens, an object, or null
 * @param grantTypes see {@link GrantTypes}
 */
public record ClientGrants(
        String scope,

        @JsonFormat(with = JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> redirectUri,

        @JsonFormat(with = JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> postLogoutRedirectUri,

        @Nullable JsonNode customClaim,
        List<String> grantTypes) {
    public ClientGrants {
        redirectUri = List.copyOf(redirectUri);
        postLogoutRedirectUri = List.copyOf(postLogoutRedirectUri);
        grantTypes = List.copyOf(grantTypes);
    }

    ClientGrants withScope(String other) {
        return new ClientGrants(other, redirectUri, postLogoutRedirectUri, customClaim, grantTypes);
    }
}
