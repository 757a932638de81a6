package dev.gatehouse.client.token;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What a token is good for (RFC 7662 section 2.2). Where it is not active, nothing else is said.
 *
 * @param scope separated by one space
 * @param sub whom it is about
 * @param aud whom it is for
 * @param act who acts for them (RFC 8693 section 4.1)
 * @param mayAct who alone may exchange it (RFC 8693 section 4.4)
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TokenIntrospection(
        boolean active,
        @Nullable String scope,
        @Nullable String clientId,
        @Nullable String sub,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> aud,

        @Nullable JsonNode act,
        @Nullable JsonNode mayAct,
        @JsonUnwrapped Origin origin) {
    public TokenIntrospection {
        aud = List.copyOf(aud);
    }

    /**
     * Where it comes from. Times are seconds since 1970, and null where nothing is said.
     *
     * @param acr how the user signed in
     * @param cnf which key it is bound to (RFC 9449 section 6.2)
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Origin(
            @Nullable String tokenType,
            @Nullable String iss,
            @Nullable String jti,
            @Nullable Long iat,
            @Nullable Long exp,
            @Nullable Long authTime,
            @Nullable String acr,
            @Nullable JsonNode cnf) {}
}
