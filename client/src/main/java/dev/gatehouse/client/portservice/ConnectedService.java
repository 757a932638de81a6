package dev.gatehouse.client.portservice;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.tokenstorage.ThirdPartyService;
import java.util.List;

/**
 * A service that a person is connected to.
 *
 * @param id counted from 0
 * @param accessToken empty for callers who may not have it
 * @param interfaces what its connector offers: {@code fileStorage}, {@code metadata}
 */
public record ConnectedService(
        int id,
        String servicename,
        @JsonProperty("access_token") Secret accessToken,
        @JsonProperty("implements") List<String> interfaces,
        ThirdPartyService informations) {
    public ConnectedService {
        interfaces = List.copyOf(interfaces);
    }
}
