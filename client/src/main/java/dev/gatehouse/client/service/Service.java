package dev.gatehouse.client.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.Nulls;
import dev.gatehouse.client.call.Dates;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registered microservice or API.
 *
 * @param serviceType the kind of its contract: {@code swagger}, {@code openapi}, {@code graphql} or {@code hybrid}
 * @param serviceName for people
 * @param serviceDesc what it is for
 * @param ownerId the user who owns it; in a request, null for the caller
 * @param dates null in requests
 */
public record Service(
        String serviceId,
        String serviceType,
        String serviceName,
        @Nullable String serviceDesc,
        @Nullable String ownerId,
        @JsonUnwrapped AccessRules rules,
        @JsonUnwrapped TokenRules tokens,
        @JsonUnwrapped @Nullable Dates dates) {

    /**
     * Who gets access to a service, and what becomes of others.
     *
     * @param policy {@code open}, {@code approval} or {@code closed}; in a request, null for the usual
     * @param decisionMode {@code enforce}, or {@code shadow} where what is not allowed passes and is counted; in a request,
     *     null for the usual
     */
    public record AccessRules(
            @Nullable String policy, @Nullable String decisionMode) {
        static final AccessRules USUAL = new AccessRules(null, null);
    }

    /**
     * What tokens for a service are like.
     *
     * @param scope the scopes it declares, separated by one space; may be empty
     * @param signingAlgorithm {@code ES256} or {@code RS256}; null for the client's or the server's choice
     * @param accessTokenTyp the header {@code typ} of those for it alone, {@code at+jwt} or {@code JWT}; null for {@code at+jwt}
     * @param resource the URI under which clients know it and the audience of its tokens; null for the server's choice
     * @param methodParameters query parameters by which requests can name another method; null for the usual ones, which is not
     *     the same as none
     */
    public record TokenRules(
            String scope,
            @Nullable String signingAlgorithm,
            @Nullable String accessTokenTyp,
            @Nullable String resource,

            @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> methodParameters) {}

    /** One to register. */
    public static Service of(String serviceId, String serviceType, String serviceName, String scope) {
        return new Service(
                serviceId,
                serviceType,
                serviceName,
                null,
                null,
                AccessRules.USUAL,
                new TokenRules(scope, null, null, null, null),
                null);
    }

    /** The same with another name for people, and with another text that says what it is for. */
    public Service describedAs(String name, @Nullable String description) {
        return new Service(serviceId, serviceType, name, description, ownerId, rules, tokens, dates);
    }

    /** The same with another owner. */
    public Service ownedBy(String userId) {
        return new Service(serviceId, serviceType, serviceName, serviceDesc, userId, rules, tokens, dates);
    }

    /** The same with other rules for its tokens. */
    public Service withTokens(TokenRules other) {
        return new Service(serviceId, serviceType, serviceName, serviceDesc, ownerId, rules, other, dates);
    }

    /** The same with another access policy: {@code open}, {@code approval} or {@code closed}. */
    public Service withPolicy(String other) {
        return with(new AccessRules(other, rules.decisionMode()));
    }

    /** The same where what is not allowed passes and is counted, for {@code shadow}, or is refused, for {@code enforce}. */
    public Service withDecisionMode(String other) {
        return with(new AccessRules(rules.policy(), other));
    }

    private Service with(AccessRules other) {
        return new Service(serviceId, serviceType, serviceName, serviceDesc, ownerId, other, tokens, dates);
    }
}
