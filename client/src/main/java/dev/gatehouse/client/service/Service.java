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
 * @param policy who gets access to it: {@code open}, {@code approval} or {@code closed}; in a request, null for the usual
 * @param dates null in requests
 */
public record Service(
        String serviceId,
        String serviceType,
        String serviceName,
        @Nullable String serviceDesc,
        @Nullable String ownerId,
        @Nullable String policy,
        @JsonUnwrapped TokenRules tokens,
        @JsonUnwrapped @Nullable Dates dates) {

    /**
     * What tokens for a service are like.
     *
     * @param scope the scopes it declares, separated by one space; may be empty
     * @param signingAlgorithm {@code ES256} or {@code RS256}; null for the client's or the server's choice
     * @param resource the URI under which clients know it and the audience of its tokens; null for the server's choice
     * @param methodParameters query parameters by which requests can name another method; null for the usual ones, which is not
     *     the same as none
     */
    public record TokenRules(
            String scope,
            @Nullable String signingAlgorithm,
            @Nullable String resource,

            @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> methodParameters) {}

    /** One to register. */
    public static Service of(String serviceId, String serviceType, String serviceName, String scope) {
        return new Service(
                serviceId, serviceType, serviceName, null, null, null, new TokenRules(scope, null, null, null), null);
    }

    /** The same with another name for people, and with another text that says what it is for. */
    public Service describedAs(String name, @Nullable String description) {
        return new Service(serviceId, serviceType, name, description, ownerId, policy, tokens, dates);
    }

    /** The same with another owner. */
    public Service ownedBy(String userId) {
        return new Service(serviceId, serviceType, serviceName, serviceDesc, userId, policy, tokens, dates);
    }

    /** The same with other rules for its tokens. */
    public Service withTokens(TokenRules rules) {
        return new Service(serviceId, serviceType, serviceName, serviceDesc, ownerId, policy, rules, dates);
    }

    /** The same with another access policy: {@code open}, {@code approval} or {@code closed}. */
    public Service withPolicy(String other) {
        return new Service(serviceId, serviceType, serviceName, serviceDesc, ownerId, other, tokens, dates);
    }
}
