package dev.gatehouse.client.tokenstorage;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that people connect accounts of.
 *
 * @param servicename kept in lower case
 * @param interfaces what its connector offers: {@code fileStorage}, {@code metadata}
 * @param oauth null members for a login service
 * @param credentials what people are asked for; null for an OAuth 2 service
 */
public record ThirdPartyService(
        String servicename,
        @JsonProperty("implements") List<String> interfaces,
        @JsonUnwrapped @Nullable OAuthWorkflow oauth,
        @Nullable LoginForm credentials,
        @JsonUnwrapped @Nullable Presentation presentation) {
    public ThirdPartyService {
        interfaces = List.copyOf(interfaces);
    }

    /** What a person is asked for. */
    public record LoginForm(boolean userId, boolean password) {}

    /** One that gives tokens by OAuth 2. */
    public static ThirdPartyService oauth(String name, List<String> interfaces, OAuthWorkflow workflow) {
        return new ThirdPartyService(name, interfaces, workflow, null, null);
    }

    /** One that people log in to. */
    public static ThirdPartyService login(String name, List<String> interfaces, LoginForm form) {
        return new ThirdPartyService(name, interfaces, null, form, null);
    }

    public ThirdPartyService shownAs(Presentation other) {
        return new ThirdPartyService(servicename, interfaces, oauth, credentials, other);
    }
}
