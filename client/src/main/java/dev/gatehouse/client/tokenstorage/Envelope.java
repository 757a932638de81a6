package dev.gatehouse.client.tokenstorage;

/** What the older form wraps everything in. @param type such as {@code OAuth2Service} */
public record Envelope<T>(String type, T data) {}
