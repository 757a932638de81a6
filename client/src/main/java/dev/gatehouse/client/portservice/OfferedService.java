package dev.gatehouse.client.portservice;

import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.tokenstorage.ThirdPartyService;

/** A service that can be connected. @param jwt what to send a browser with */
public record OfferedService(Secret jwt, ThirdPartyService informations) {}
